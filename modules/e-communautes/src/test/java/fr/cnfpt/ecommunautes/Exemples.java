package fr.cnfpt.ecommunautes;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Les gens et les sessions des tests. */
public final class Exemples {

    public static final long HDF = 3;
    public static final long IDF = 4;
    public static final LocalDate DEBUT = LocalDate.of(2026, 3, 23);
    public static final LocalDate FIN = LocalDate.of(2026, 3, 25);

    private Exemples() {}

    public static SessionInfo session(long id, Modalite modalite, Long formateur) {
        return new SessionInfo(
                id,
                1,
                "EV01",
                "Espaces verts",
                modalite,
                "PERFECTIONNEMENT",
                "INTER",
                new BigDecimal("3"),
                new BigDecimal("3"),
                false,
                false,
                false,
                "Environnement",
                "Jardiniers",
                "",
                "",
                "",
                HDF,
                DEBUT,
                FIN,
                "9 h – 17 h",
                "Lille",
                "",
                "59350",
                15,
                12,
                DEBUT.minusDays(90),
                DEBUT.minusDays(20),
                "PUBLIEE",
                formateur,
                false,
                fr.cnfpt.commun.Fuseau.PARIS,
                false);
    }

    public static Utilisateur agent(long agentId) {
        return new Utilisateur(
                100 + agentId, "agent" + agentId, "Agente " + agentId, Role.AGENT, 50L, null, agentId, "moi");
    }

    public static Utilisateur formateur(long compteId) {
        return new Utilisateur(compteId, "formateur", "Formatrice 12", Role.FORMATEUR, null, HDF, null, "HDF");
    }

    public static Utilisateur delegation(long structureId) {
        return new Utilisateur(30, "delegation", "Conseillère 7", Role.DELEGATION, null, structureId, null, "HDF");
    }

    public static Utilisateur siege() {
        return new Utilisateur(31, "siege", "Chargée 3", Role.SIEGE, null, null, null, "le siège");
    }

    public static Utilisateur rh() {
        return new Utilisateur(32, "rh", "Service formation", Role.GESTIONNAIRE_RH, 50L, null, null, "Denain");
    }
}
