package fr.cnfpt.ecommunautes.persistence;

import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.outils.persistence.DonneesEnBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Ce que les communautés tiennent d'un agent : ce qu'il y a écrit, et les jours où il est venu. */
@ApplicationScoped
public class DonneesCommunautesSql extends DonneesEnBase {

    private static final Map<Rubrique, String> LECTURES = lectures();

    public DonneesCommunautesSql() {
        super(60, LECTURES);
    }

    private static Map<Rubrique, String> lectures() {
        Map<Rubrique, String> l = new LinkedHashMap<>();
        l.put(
                Rubrique.vide(
                        "Messages des communautés",
                        "Échanger entre pairs et avec l'équipe pédagogique.",
                        "AGENT_PARTI",
                        "Les membres de la communauté.",
                        "Restent, sans auteur ; votre nom y est remplacé partout où il est écrit.",
                        "e_communautes.contribution"),
                """
        select c.id as "Message", m.titre as "Communauté", c.auteur_nom as "Auteur", c.auteur_role as "Rôle", c.titre as "Titre", c.texte as "Texte", c.le as "Le"
          from e_communautes.contribution c join e_communautes.communaute m on m.id = c.communaute_id where c.auteur_compte_id = any(:comptes) order by c.id
        """);
        l.put(
                Rubrique.vide(
                        "Connexions aux communautés",
                        "Prouver la demi-journée d'une communauté de stage.",
                        "AGENT_PARTI",
                        "La structure du CNFPT qui organise.",
                        "Restent, sans nom.",
                        "e_communautes.connexion"),
                """
        select m.titre as "Communauté", c.jour as "Jour", c.premiere as "Première", c.derniere as "Dernière"
          from e_communautes.connexion c join e_communautes.communaute m on m.id = c.communaute_id where c.agent_id = :agent order by c.jour, m.id
        """);
        return l;
    }

    @Override
    public Optional<LocalDate> derniereActivite(Sujet s) {
        return jdbi.withHandle(h -> h.createQuery("""
        select greatest((select max(jour) from e_communautes.connexion where agent_id = :agent), (select max(le)::date from e_communautes.contribution where auteur_compte_id = any(:comptes)))
        """)
                .bind("agent", s.agentId())
                .bind("comptes", s.tableauDesComptes())
                .mapTo(LocalDate.class)
                .findOne());
    }

    @Override
    public void effacer(Sujet s) {
        String remplacer =
                "update e_communautes.contribution set titre = regexp_replace(titre, :m, :n, 'gi'), texte = left(regexp_replace(texte, :m, :n, 'gi'), 4000)";
        jdbi.useHandle(h -> {
            h.createUpdate(remplacer + ", auteur_nom = :p where auteur_compte_id = any(:c)")
                    .bind("m", s.motif(true))
                    .bind("n", Sujet.NOM_EFFACE)
                    .bind("p", s.pseudonyme())
                    .bind("c", s.tableauDesComptes())
                    .execute();
            h.createUpdate(remplacer + " where texte ~* :m or titre ~* :m")
                    .bind("m", s.motif(false))
                    .bind("n", Sujet.NOM_EFFACE)
                    .execute();
        });
    }
}
