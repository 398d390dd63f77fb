package fr.cnfpt.outils.persistence;

import fr.cnfpt.commun.donnees.DonneesPersonnelles;
import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Ce que les outils tiennent d'un agent : les courriels qui lui sont adressés ou le nomment, et les réponses de l'API
 * gardées un jour, où son nom peut figurer.
 */
@ApplicationScoped
public class DonneesOutilsSql implements DonneesPersonnelles {

    private static final Rubrique REPONSES = Rubrique.vide(
            "Réponses au logiciel de votre employeur",
            "Rendre la même réponse à un envoi rejoué.",
            "FREIN",
            "Le logiciel de gestion de votre employeur.",
            "Effacées.",
            "outils.reponse_gardee");

    private static final Rubrique COURRIELS = Rubrique.vide(
            "Courriels envoyés",
            "Vous prévenir.",
            "COURRIER",
            "Le siège du CNFPT, qui répond de la sécurité du site.",
            "Supprimés.",
            "outils.envoi",
            "outils.non_remis");

    private static final Rubrique FICHIERS = Rubrique.vide(
            "Fichiers déposés ou préparés",
            "Lire un fichier que vous déposez, vous remettre celui que vous demandez.",
            "EXPORT",
            "Le service formation de votre employeur, ou la structure du CNFPT qui l'a fait préparer.",
            "Les exports où vous pouvez figurer sont supprimés, un fichier que vous avez déposé ne dit plus que c'est vous.",
            "outils.document",
            "outils.export",
            "outils.document_morceau");

    @Inject
    Jdbi jdbi;

    @Override
    public int ordre() {
        return 80;
    }

    @Override
    public List<Rubrique> rubriques() {
        return List.of(COURRIELS, FICHIERS, REPONSES);
    }

    @Override
    public List<Rubrique> lire(Sujet s) {
        return List.of(
                COURRIELS.avec(
                        Releve.lire(jdbi, """
        select depose_le as "Déposé le", destinataire as "Envoyé à", objet as "Objet", texte as "Texte", parti_le as "Parti le",
               abandonne_le as "Abandonné le", erreur as "Pourquoi" from outils.envoi where lower(destinataire) = any(:adresses)
        union all
        select le, adresse, objet, 'N''est pas arrivé', null, null, raison from outils.non_remis where lower(adresse) = any(:adresses)
         order by 1
        """, Map.of("adresses", s.adresses().toArray(String[]::new)))),
                FICHIERS.avec(Releve.lire(jdbi, """
        select nom as "Fichier", type as "Type", taille as "Octets", sha256 as "Empreinte", null as "Ce qui était demandé", cree_le as "Le"
          from outils.document where par_compte_id = any(:comptes)
        union all
        select titre, format, null, null, question, demande_le from outils.export where compte_id = any(:comptes)
         order by 6
        """, Map.of("comptes", s.tableauDesComptes()))),
                REPONSES.avec(Releve.lire(
                        jdbi,
                        "select reponse as \"Réponse\", cree_le as \"Le\" from outils.reponse_gardee where reponse ~* :motif order by cree_le",
                        Map.of("motif", s.motif(false)))));
    }

    @Override
    public Optional<LocalDate> derniereActivite(Sujet s) {
        return Optional.empty();
    }

    @Override
    public void effacer(Sujet s) {
        jdbi.useHandle(h -> h.createQuery("""
        select count(outils.oter_document(id)) from outils.document
         where conservation = 'EXPORT' and (proprietaire = 'collectivite ' || :collectivite or proprietaire not like 'collectivite %')
        """)
                .bind("collectivite", s.collectiviteId())
                .mapTo(Long.class)
                .one());
        jdbi.useHandle(h -> Releve.oublier(
                h,
                s,
                "update outils.document set nom = case when nom ~* :motif then 'document' else nom end,"
                        + " par_compte_id = case when par_compte_id = any(:comptes) then null else par_compte_id end"
                        + " where nom ~* :motif or par_compte_id = any(:comptes)",
                "delete from outils.export where compte_id = any(:comptes) or question ~* :motif",
                "delete from outils.envoi where lower(destinataire) = any(:adresses) or (objet || ' ' || texte) ~* :motif",
                "delete from outils.non_remis where lower(adresse) = any(:adresses) or objet ~* :motif",
                "delete from outils.reponse_gardee where reponse ~* :motif"));
    }
}
