package fr.cnfpt.planformation.surmesure.persistence;

import fr.cnfpt.commun.Regle;
import fr.cnfpt.outils.regles.api.FamilleDeRegles;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.RegleDeclaree;
import fr.cnfpt.outils.regles.api.Touche;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import fr.cnfpt.outils.regles.persistence.Regles;
import fr.cnfpt.planformation.surmesure.domain.Devis;
import fr.cnfpt.planformation.surmesure.domain.Recevabilite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Les règles du sur-mesure, dites au siège, et lues au jour de l'envoi ou de la proposition. */
@ApplicationScoped
public class ReglesDuSurMesure implements FamilleDeRegles {

    private static final String FAMILLE = "surmesure";
    private static final String MINIMUM = "effectif_minimum";
    private static final String MAXIMUM = "groupe_maximum";
    private static final String TARIF = "tarif_intra";
    private static final String COTISATION = "cotisation_a_jour";
    private static final String PLAN = "plan_exige";
    private static final String PAYANTE = "payante";
    private static final String NOUVELLE = "nouvelle_comprise";
    private static final String UNION = "union_comprise";
    private static final String A_L_ENVOI =
            "Vaut pour les demandes envoyées à partir de ce jour ; celles déjà envoyées suivent leur cours.";
    private static final String A_LA_PROPOSITION =
            "Vaut pour les propositions faites à partir de ce jour ; celles déjà faites gardent leur prix.";

    @Inject
    Regles regles;

    @Inject
    Jdbi jdbi;

    public Recevabilite.Regles recevabilite(LocalDate jour) {
        Map<String, VersionDeRegle> r = le(jour);
        return new Recevabilite.Regles(
                r.get(MINIMUM).entier(),
                r.get(MINIMUM).enRegle(),
                r.get(MAXIMUM).entier(),
                r.get(MAXIMUM).enRegle(),
                r.get(COTISATION).enRegle(),
                r.get(PLAN).enRegle());
    }

    public Devis.Tarifs tarifs(LocalDate jour) {
        Map<String, VersionDeRegle> r = le(jour);
        return new Devis.Tarifs(
                r.get(TARIF).valeur(), enRegle(r, TARIF), enRegle(r, PAYANTE), enRegle(r, NOUVELLE), enRegle(r, UNION));
    }

    private static Regle enRegle(Map<String, VersionDeRegle> r, String code) {
        return r.get(code).enRegle();
    }

    private Map<String, VersionDeRegle> le(LocalDate jour) {
        return regles.le(FAMILLE, jour).stream().collect(Collectors.toMap(VersionDeRegle::code, v -> v));
    }

    @Override
    public String code() {
        return FAMILLE;
    }

    @Override
    public int ordre() {
        return 22;
    }

    @Override
    public String libelle() {
        return "Former sur mesure : intra et union";
    }

    @Override
    public List<RegleDeclaree> regles() {
        return List.of(
                RegleDeclaree.de(
                        TARIF, "Tarif d'un intra, par jour et par groupe", Unite.EUROS, "0", "20000", A_LA_PROPOSITION),
                RegleDeclaree.de(
                        MINIMUM, "Agents d'un groupe sur mesure, au moins", Unite.NOMBRE, "1", "100", A_L_ENVOI),
                RegleDeclaree.de(
                        MAXIMUM, "Agents d'un groupe sur mesure, au plus", Unite.NOMBRE, "1", "500", A_L_ENVOI),
                RegleDeclaree.principe(COTISATION, "Intra : cotisation à jour", A_L_ENVOI),
                RegleDeclaree.principe(PLAN, "Intra : plan de formation fait ou en cours", A_L_ENVOI),
                RegleDeclaree.principe(PAYANTE, "Familles payantes", A_LA_PROPOSITION),
                RegleDeclaree.principe(NOUVELLE, "Formation nouvelle", A_LA_PROPOSITION),
                RegleDeclaree.principe(UNION, "Union", A_LA_PROPOSITION));
    }

    @Override
    public List<Touche> touche(ProjetDeRegle projet) {
        boolean prix = List.of(TARIF, PAYANTE, NOUVELLE, UNION).contains(projet.code());
        long n = jdbi.withHandle(h -> h.createQuery("select count(*) from plan_formation.demande where etat = :etat")
                .bind("etat", prix ? "ENVOYEE" : "BROUILLON")
                .mapTo(Long.class)
                .one());
        return List.of(
                prix
                        ? Touche.de(
                                n,
                                "demande attend sa proposition",
                                "demandes attendent leur proposition",
                                "faite à partir de ce jour, elle suivra cette version")
                        : Touche.de(
                                n,
                                "demande est en préparation",
                                "demandes sont en préparation",
                                "envoyée à partir de ce jour, elle suivra cette version"));
    }
}
