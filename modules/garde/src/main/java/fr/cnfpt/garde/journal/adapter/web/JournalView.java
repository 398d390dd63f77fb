package fr.cnfpt.garde.journal.adapter.web;

import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.journal.application.ConsulterLeJournal;
import fr.cnfpt.garde.journal.persistence.LignesDuJournal;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Le journal des actes, en phrases ; pour le siège, l'état de la chaîne et les événements de sécurité
 * ({@code vue=securite}). Filtre : q.
 */
@Named("journal")
@RequestScoped
public class JournalView {

    @Inject
    ConsulterLeJournal cas;

    @Inject
    UtilisateurCourant courant;

    private Tableau<?> tableau;
    private String rupture;

    public boolean isSiege() {
        return courant.get().est(Role.SIEGE);
    }

    public boolean isRh() {
        return courant.get().est(Role.GESTIONNAIRE_RH);
    }

    public boolean isSecurite() {
        return isSiege() && Tableau.demande().texte("vue").equals("securite");
    }

    /** Les actes, ou les événements de sécurité. */
    public Tableau<?> getTableau() {
        if (tableau == null) {
            tableau = isSecurite() ? Tableau.de(new Evenements()) : Tableau.de(new Actes());
        }
        return tableau;
    }

    private final class Actes implements Liste<LignesDuJournal.Ligne> {
        @Override
        public String titre() {
            return "Journal des actes";
        }

        @Override
        public List<ColonneDeListe<LignesDuJournal.Ligne>> colonnes() {
            return List.of(
                    ColonneDeListe.de("quand", "Quand", l -> quand(l.le())),
                    ColonneDeListe.de("acte", "Ce qui s'est fait", l -> enClair(l.action())),
                    ColonneDeListe.de("detail", "Détail", LignesDuJournal.Ligne::detail),
                    ColonneDeListe.de("sur", "Sur", l -> l.qui() == null ? l.objet() : l.qui()),
                    ColonneDeListe.de("par", "Par", LignesDuJournal.Ligne::auteur),
                    ColonneDeListe.<LignesDuJournal.Ligne>de("numero", "Numéro", l -> String.valueOf(l.numero()))
                            .surDemande());
        }

        @Override
        public Page<LignesDuJournal.Ligne> lire(DemandeDeListe d, int premiere, int combien) {
            return new Page<>(cas.actes(d.texte("q"), premiere, combien), cas.combien(d.texte("q")));
        }
    }

    private final class Evenements implements Liste<LignesDuJournal.Evenement> {
        @Override
        public String titre() {
            return "Événements de sécurité";
        }

        @Override
        public List<ColonneDeListe<LignesDuJournal.Evenement>> colonnes() {
            return List.of(
                    ColonneDeListe.de("quand", "Quand", e -> quand(e.le())),
                    ColonneDeListe.de("evenement", "Événement", e -> enClair(e.genre())),
                    ColonneDeListe.de("detail", "Détail", LignesDuJournal.Evenement::detail),
                    ColonneDeListe.de("compte", "Compte", LignesDuJournal.Evenement::compte),
                    ColonneDeListe.de("adresse", "Adresse", LignesDuJournal.Evenement::adresse));
        }

        @Override
        public Page<LignesDuJournal.Evenement> lire(DemandeDeListe d, int premiere, int combien) {
            return new Page<>(cas.evenements(d.texte("q"), premiere, combien), cas.combienDEvenements(d.texte("q")));
        }
    }

    public boolean isRompue() {
        return !rupture().isEmpty();
    }

    /** « 214 actes, chaîne entière, vérifiée à l'instant » ou « rompue à l'acte 87 » */
    public String getChaine() {
        return isRompue()
                ? "Chaîne rompue à l'acte " + rupture()
                        + " : une ligne y a été changée, ôtée ou intercalée hors de l'application."
                : Texte.pluriel(cas.combien(""), "acte", "actes") + ", chaîne entière, vérifiée à l'instant.";
    }

    private String rupture() {
        if (rupture == null) {
            rupture = cas.premiereRupture().map(String::valueOf).orElse("");
        }
        return rupture;
    }

    private static String quand(OffsetDateTime d) {
        return Texte.moment(d.toInstant());
    }

    private static String enClair(String code) {
        return ActesEnClair.dire(code);
    }
}
