package fr.cnfpt.acces.securite.persistence;

import static fr.cnfpt.outils.regles.api.Unite.JOURS;
import static fr.cnfpt.outils.regles.api.Unite.MINUTES;
import static fr.cnfpt.outils.regles.api.Unite.NOMBRE;

import fr.cnfpt.acces.securite.domain.RegleAcces;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.outils.regles.api.FamilleDeRegles;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.RegleDeclaree;
import fr.cnfpt.outils.regles.api.Touche;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Les durées et les freins de l'accès : les lire, les dire au siège. */
@ApplicationScoped
public class ReglesDAcces implements FamilleDeRegles {

    private static final String FAMILLE = "acces";
    private static final String LIENS =
            "Les liens déjà partis gardent leur échéance ; la nouvelle durée vaut pour les suivants.";
    private static final String ESSAIS =
            "Vaut dès l'essai suivant, pour tous ; les essais en cours de compte y sont comparés.";

    @Inject
    Regles regles;

    @Inject
    Jdbi jdbi;

    @Inject
    Horloge horloge;

    /** @throws IllegalStateException si aucune version ne vaut ce jour */
    public int valeur(RegleAcces regle, LocalDate jour) {
        return regles.le(FAMILLE, regle.name(), jour).entier();
    }

    @Override
    public String code() {
        return FAMILLE;
    }

    @Override
    public int ordre() {
        return 30;
    }

    @Override
    public String libelle() {
        return "Entrer et agir";
    }

    @Override
    public List<RegleDeclaree> regles() {
        return List.of(
                RegleDeclaree.de(
                        RegleAcces.IDENTIFIANTS_JOURS.name(),
                        "Validité du code et du mot de passe remis à une collectivité",
                        JOURS,
                        "1",
                        "365",
                        "Les identifiants déjà remis gardent leur échéance ; la nouvelle durée vaut pour les suivants."),
                RegleDeclaree.de(
                        RegleAcces.ACTIVATION_JOURS.name(), "Validité d'un lien d'activation", JOURS, "1", "90", LIENS),
                RegleDeclaree.de(
                        RegleAcces.OUBLI_MINUTES.name(),
                        "Validité d'un lien pour choisir un nouveau mot de passe",
                        MINUTES,
                        "5",
                        "1440",
                        LIENS),
                RegleDeclaree.de(
                        RegleAcces.FREIN_MINUTES.name(),
                        "Temps pendant lequel les essais se comptent",
                        MINUTES,
                        "1",
                        "240",
                        ESSAIS),
                RegleDeclaree.de(
                        RegleAcces.ESSAIS_PAR_ADRESSE.name(),
                        "Essais manqués depuis une même adresse IP",
                        NOMBRE,
                        "5",
                        "1000",
                        ESSAIS),
                RegleDeclaree.de(
                        RegleAcces.ESSAIS_PAR_CODE.name(),
                        "Essais manqués pour un même code d'adhésion",
                        NOMBRE,
                        "1",
                        "100",
                        ESSAIS),
                RegleDeclaree.de(
                        RegleAcces.DEMANDES_PAR_COMPTE.name(),
                        "Liens demandés pour un même compte",
                        NOMBRE,
                        "1",
                        "100",
                        ESSAIS),
                RegleDeclaree.de(
                        RegleAcces.DEMANDES_PAR_ADRESSE.name(),
                        "Liens demandés depuis une même adresse IP",
                        NOMBRE,
                        "1",
                        "1000",
                        ESSAIS));
    }

    @Override
    public List<Touche> touche(ProjetDeRegle projet) {
        return switch (RegleAcces.valueOf(projet.code())) {
            case IDENTIFIANTS_JOURS ->
                List.of(Touche.de(
                        compter("acces.adhesion where inscrite_le is null and expire_le > :m"),
                        "adhésion attend d'être commencée",
                        "adhésions attendent d'être commencées",
                        "leurs identifiants gardent leur échéance"));
            case ACTIVATION_JOURS ->
                liens("ACTIVATION", "lien d'activation est ouvert", "liens d'activation sont ouverts");
            case OUBLI_MINUTES ->
                liens("MOT_DE_PASSE", "lien de mot de passe est ouvert", "liens de mot de passe sont ouverts");
            default ->
                List.of(Touche.de(
                        compter("acces.frein where debut > cast(:m as timestamptz) - interval '1 hour'"),
                        "compte d'essais est ouvert depuis moins d'une heure",
                        "comptes d'essais sont ouverts depuis moins d'une heure",
                        "la nouvelle limite leur vaudra aussi"));
        };
    }

    private List<Touche> liens(String usage, String singulier, String pluriel) {
        return List.of(Touche.de(
                compter("acces.lien where usage = '" + usage
                        + "' and servi_le is null and retire_le is null and expire_le > :m"),
                singulier,
                pluriel,
                "ils gardent leur échéance"));
    }

    private long compter(String lignes) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from " + lignes)
                .bind("m", horloge.maintenant().atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .one());
    }
}
