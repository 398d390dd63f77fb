package fr.cnfpt.garde.persistence;

import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.outils.persistence.DonneesEnBase;
import fr.cnfpt.outils.persistence.Releve;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Ce que garde tient d'un agent : ses demandes, la trace de ses connexions et de ses actes. */
@ApplicationScoped
public class DonneesGardeSql extends DonneesEnBase {

    private static final String SOI_ET_RH = "Vous et le service formation de votre employeur.";
    private static final String SIEGE = "Le siège du CNFPT, qui répond de la sécurité du site.";

    private static final Map<Rubrique, String> LECTURES = lectures();

    public DonneesGardeSql() {
        super(14, LECTURES);
    }

    private static Map<Rubrique, String> lectures() {
        Map<Rubrique, String> l = new LinkedHashMap<>();
        l.put(
                Rubrique.vide(
                        "Demandes sur vos données",
                        "Répondre à vos demandes et pouvoir le montrer.",
                        "DEMANDE",
                        SOI_ET_RH,
                        "Leurs textes sont ôtés ; leurs dates restent.",
                        "garde.demande"),
                """
        select nature as "Nature", texte as "Texte", deposee_le as "Déposée le", echeance as "Échéance", issue as "Issue", reponse as "Réponse", repondue_le as "Répondue le", repondue_par as "Répondue par"
          from garde.demande where agent_id = :agent order by id
        """);
        l.put(
                Rubrique.vide(
                        "Connexions et sécurité",
                        "Protéger votre compte.",
                        "EVENEMENT_SECURITE",
                        SIEGE,
                        "L'adresse IP et le détail sont ôtés ; la date et le genre restent un an.",
                        "garde.evenement_securite"),
                """
        select le as "Le", genre as "Genre", adresse as "Adresse IP", detail as "Détail" from garde.evenement_securite where compte_id = any(:comptes) order by id
        """);
        l.put(
                Rubrique.vide(
                        "Journal des actes",
                        "Prouver qui a fait quoi.",
                        "JOURNAL",
                        "Le service formation de votre employeur, sa délégation, le siège du CNFPT.",
                        "Reste : il ne porte que votre numéro interne, qui ne mène plus à un nom.",
                        "garde.journal"),
                """
        select numero as "Acte", le as "Le", action as "Action", objet as "Objet", detail as "Détail", auteur as "Auteur" from garde.journal
         where objet = 'agent ' || :agent or auteur_compte_id = any(:comptes) or objet in (select 'compte ' || c from unnest(:comptes) c)
            or action like 'interim-%' and detail ~ ('\\magent ' || :agent || '\\M') order by numero
        """);
        return l;
    }

    @Override
    public Optional<LocalDate> derniereActivite(Sujet s) {
        return jdbi.withHandle(h -> h.createQuery("""
        select max(le)::date from garde.evenement_securite where compte_id = any (:comptes) and genre = 'connexion-reussie'
        """)
                .bind("comptes", s.tableauDesComptes())
                .mapTo(LocalDate.class)
                .findOne());
    }

    @Override
    public void effacer(Sujet s) {
        jdbi.useHandle(
                h -> Releve.oublier(
                        h,
                        s,
                        "update garde.evenement_securite set adresse = null, detail = 'effacé' where compte_id = any(:comptes)",
                        "update garde.demande set texte = null, reponse = case when issue = 'REFUSEE' then 'effacée' end where agent_id = :agent"));
    }
}
