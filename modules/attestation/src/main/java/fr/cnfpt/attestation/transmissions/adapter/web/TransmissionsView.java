package fr.cnfpt.attestation.transmissions.adapter.web;

import fr.cnfpt.attestation.transmissions.application.SuivreLesTransmissions;
import fr.cnfpt.attestation.transmissions.application.SuivreLesTransmissions.Suivie;
import fr.cnfpt.attestation.transmissions.domain.PieceTransmise;
import fr.cnfpt.attestation.transmissions.domain.Transmission.Situation;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Ce qui est transmis à des tiers : à qui, jusqu'à quand, lu ou non, à reprendre ; filtres : q, etat. */
@Named("transmissions")
@RequestScoped
public class TransmissionsView implements Liste<Suivie> {

    @Inject
    SuivreLesTransmissions suivi;

    @Inject
    UtilisateurCourant courant;

    private Tableau<Suivie> tableau;

    public Tableau<Suivie> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "transmissions";
    }

    @Override
    public String titre() {
        return "Documents transmis";
    }

    @Override
    public List<ColonneDeListe<Suivie>> colonnes() {
        List<ColonneDeListe<Suivie>> c = new ArrayList<>();
        c.add(ColonneDeListe.de("destinataire", "À qui", s -> s.transmission().destinataire()));
        c.add(ColonneDeListe.de("documents", "Documents", this::documents));
        if (!isSiens()) {
            c.add(ColonneDeListe.<Suivie>de("agent", "Agent", this::agent).seulementSiElleVarie());
        }
        c.add(ColonneDeListe.<Suivie>de("par", "Par", Suivie::par).seulementSiElleVarie());
        c.add(ColonneDeListe.de("transmise", "Transmis", this::transmise));
        c.add(ColonneDeListe.de("ouvert", "Téléchargé", this::ouvert));
        c.add(ColonneDeListe.de("etat", "Le lien", this::lien));
        return c;
    }

    @Override
    public Page<Suivie> lire(DemandeDeListe d, int premiere, int combien) {
        SuivreLesTransmissions.Page p = suivi.lister(d.texte("q"), etat(d), premiere, combien);
        return new Page<>(p.lignes(), p.total());
    }

    private static String etat(DemandeDeListe d) {
        return Arrays.stream(Situation.values())
                .map(Situation::name)
                .filter(d.texte("etat")::equals)
                .findFirst()
                .orElse("");
    }

    public List<Option> getEtats() {
        return Arrays.stream(Situation.values())
                .map(s -> Option.de(s.name(), s.libelle()))
                .toList();
    }

    public void reprendre(Suivie s) {
        if (Ecran.tenter(() -> suivi.reprendre(s.transmission().id()))) {
            Ecran.succes(
                    "C'est repris : le lien donné à " + s.transmission().destinataire()
                            + " n'ouvre plus rien. Ce qui fut déjà téléchargé l'est resté. Pour redonner l'accès, transmettez de nouveau.");
        }
        getTableau().relire();
    }

    public String documents(Suivie s) {
        return s.pieces().stream().map(PieceTransmise::enClair).collect(Collectors.joining(" ; "));
    }

    public String agent(Suivie s) {
        return s.agent() == null
                ? ""
                : s.agent().nomComplet() + " (" + s.agent().matricule() + ")";
    }

    public String transmise(Suivie s) {
        return Texte.moment(s.transmission().transmiseLe());
    }

    /** « 2 fois, la dernière le 3 mars 2026 à 9 h 12 » */
    public String ouvert(Suivie s) {
        int n = s.transmission().ouvertures();
        return n == 0
                ? "pas encore"
                : n == 1
                        ? "une fois, le " + Texte.moment(s.transmission().derniereOuvertureLe())
                        : n + " fois, la dernière le "
                                + Texte.moment(s.transmission().derniereOuvertureLe());
    }

    /** « ouvre jusqu'au 3 mars », « repris le 3 mars par… » */
    public String lien(Suivie s) {
        return switch (s.situation()) {
            case EN_COURS -> "ouvre jusqu'au " + Texte.moment(s.transmission().expireLe());
            case REPRISE ->
                "repris le " + Texte.moment(s.transmission().repriseLe()) + ", par "
                        + s.transmission().reprisePar();
            case EXPIREE -> "expiré le " + Texte.moment(s.transmission().expireLe());
        };
    }

    public boolean isSiens() {
        return courant.get().est(Role.AGENT, Role.RESPONSABLE);
    }

    public boolean isFiltree() {
        return getTableau().getDemande().coche("q") || getTableau().getDemande().coche("etat");
    }

    public String getSousTitre() {
        return isSiens()
                ? "À qui vous, ou votre employeur, avez donné vos documents, et s'ils sont téléchargés."
                : "À qui votre collectivité a donné des documents de ses agents. Ce qu'un agent transmet lui-même ne regarde que lui.";
    }
}
