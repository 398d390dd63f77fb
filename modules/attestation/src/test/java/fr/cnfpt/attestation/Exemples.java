package fr.cnfpt.attestation;

import fr.cnfpt.attestation.preuve.domain.Bareme;
import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Les gens, les sessions et le barème des tests. */
public final class Exemples {

    public static final long HDF = 3;
    public static final long IDF = 4;
    public static final long DENAIN = 50;
    public static final LocalDate DEBUT = LocalDate.of(2026, 3, 23);
    public static final LocalDate FIN = LocalDate.of(2026, 3, 25);

    private Exemples() {}

    public static VersionDeRegle regle(String code, String valeur) {
        return new VersionDeRegle(
                1,
                "preuve",
                code,
                "",
                Unite.COEFFICIENT,
                new BigDecimal(valeur),
                LocalDate.of(2018, 1, 1),
                null,
                "Règle " + code + ".",
                "source de " + code,
                1,
                "Livrée avec IEL",
                null);
    }

    public static Bareme bareme() {
        return new Bareme(
                FIN,
                List.of(
                        regle("heures_par_jour", "6"),
                        regle("part_suivie_minimale", "50"),
                        regle("demi_journee_communaute", "0.5"),
                        regle("demi_journee_presence", "0.5"),
                        regle("connexion_communaute", "1"),
                        regle("webinaire_synchrone", "1"),
                        regle("webinaire_asynchrone", "2"),
                        regle("distance_seule_perdue", "1"),
                        regle("afest_attestee", "0"),
                        regle("modalite_sans_attestation", "0")));
    }

    public static SessionInfo session(long id, Modalite modalite, String jours, String distance) {
        return new SessionInfo(
                id,
                1,
                "EV01",
                "Espaces verts",
                modalite,
                "PERFECTIONNEMENT",
                "INTER",
                new BigDecimal(jours),
                new BigDecimal(distance),
                false,
                true,
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
                20L,
                false,
                fr.cnfpt.commun.Fuseau.PARIS,
                false);
    }

    public static Utilisateur agent(long agentId) {
        return new Utilisateur(100 + agentId, "agent", "Agente " + agentId, Role.AGENT, DENAIN, null, agentId, "moi");
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

    public static Utilisateur rh(long collectivite) {
        return new Utilisateur(32, "rh", "Service formation", Role.GESTIONNAIRE_RH, collectivite, null, null, "Denain");
    }

    public static Utilisateur partenaire(long collectivite) {
        return new Utilisateur(33, "sirh", "SIRH", Role.PARTENAIRE, collectivite, null, null, "Denain");
    }

    /** Donne l'identifiant que la base aurait donné. */
    public static void numeroter(Object entite, long id) {
        try {
            Field f = entite.getClass().getDeclaredField("id");
            f.setAccessible(true);
            f.set(entite, id);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
