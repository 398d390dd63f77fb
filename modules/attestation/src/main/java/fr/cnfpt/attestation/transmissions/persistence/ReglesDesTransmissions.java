package fr.cnfpt.attestation.transmissions.persistence;

import fr.cnfpt.outils.regles.api.FamilleDeRegles;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.RegleDeclaree;
import fr.cnfpt.outils.regles.api.Touche;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Les règles datées des transmissions à un tiers : combien de temps vaut un lien, combien on en donne. */
@ApplicationScoped
public class ReglesDesTransmissions implements FamilleDeRegles {

    private static final String DUREE = "duree";
    private static final String PAR_JOUR = "par_jour";
    private static final String PAR_JOUR_SIRH = "par_jour_sirh";

    @Inject
    Regles regles;

    @Inject
    Jdbi jdbi;

    /** Combien de jours vaut un lien donné ce jour-là. */
    public int duree(LocalDate jour) {
        return regles.le(code(), DUREE, jour).entier();
    }

    /** Combien de fois un compte transmet au plus en vingt-quatre heures. */
    public int parJour(LocalDate jour, boolean sirh) {
        return regles.le(code(), sirh ? PAR_JOUR_SIRH : PAR_JOUR, jour).entier();
    }

    @Override
    public String code() {
        return "transmission";
    }

    @Override
    public int ordre() {
        return 36;
    }

    @Override
    public String libelle() {
        return "Transmettre à un tiers";
    }

    @Override
    public List<RegleDeclaree> regles() {
        return List.of(
                RegleDeclaree.de(
                        DUREE,
                        "Jours où le lien donné à un tiers ouvre les documents",
                        Unite.JOURS,
                        "1",
                        "90",
                        "Vaut pour les liens donnés à partir de ce jour ; ceux d'avant gardent leur échéance."),
                RegleDeclaree.de(
                        PAR_JOUR,
                        "Transmissions d'une personne en vingt-quatre heures",
                        Unite.NOMBRE,
                        "1",
                        "200",
                        "Compte ce qui fut déjà transmis dans les vingt-quatre heures ; ne reprend rien."),
                RegleDeclaree.de(
                        PAR_JOUR_SIRH,
                        "Transmissions d'un logiciel RH en vingt-quatre heures",
                        Unite.NOMBRE,
                        "1",
                        "10000",
                        "Compte ce qui fut déjà transmis dans les vingt-quatre heures ; ne reprend rien."));
    }

    @Override
    public List<Touche> touche(ProjetDeRegle projet) {
        return List.of(Touche.de(
                jdbi.withHandle(h -> h.createQuery(
                                "select count(*) from attestation.transmission where reprise_le is null and expire_le::date >= :jour")
                        .bind("jour", projet.du())
                        .mapTo(Long.class)
                        .one()),
                "transmission sera encore en cours ce jour-là",
                "transmissions seront encore en cours ce jour-là",
                "elles gardent leur échéance"));
    }
}
