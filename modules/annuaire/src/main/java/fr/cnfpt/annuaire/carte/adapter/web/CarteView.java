package fr.cnfpt.annuaire.carte.adapter.web;

import fr.cnfpt.annuaire.carte.application.ChargerMillesime;
import fr.cnfpt.annuaire.carte.domain.GenreDeChangement;
import fr.cnfpt.annuaire.carte.domain.LigneDeRapport;
import fr.cnfpt.annuaire.carte.persistence.Carte.Millesime;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.Option;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Le découpage administratif : la carte en vigueur, un paquet à essayer, un rapport à lire ; rapport, genre,
 * département et page sont dans l'adresse.
 */
@Named("carte")
@RequestScoped
public class CarteView {

    public static final String PAGE = "/annuaire/carte.xhtml";
    private static final int OCTETS = 8 << 20;

    @Inject
    ChargerMillesime chargement;

    @Inject
    ChangementsDeLaCarte changements;

    private List<Millesime> tous;
    private Millesime choisi;
    private Tableau<LigneDeRapport> tableau;
    private Part paquet;

    /** Un rapport dans la liste. */
    public record Rapport(long id, String titre, String etat, boolean applique, String quand, String source) {}

    @PostConstruct
    void ouvrir() {
        tous = chargement.tous();
        String demande = Requete.texte("rapport");
        if (demande.matches("[0-9]{1,18}")) {
            choisi = tous.stream()
                    .filter(m -> m.id() == Long.parseLong(demande))
                    .findFirst()
                    .orElse(null);
            if (choisi == null) {
                Requete.introuvable();
                return;
            }
        }
    }

    public void essayer() {
        Ecran.tenter(() -> {
            long essai = chargement.essayer(octets());
            Ecran.aller(PAGE, Map.of("rapport", essai));
        });
    }

    private byte[] octets() {
        if (paquet == null || paquet.getSize() == 0) {
            throw Refus.invalide("paquet-absent", "paquet", "Choisissez le fichier .tgz du paquet.");
        }
        if (paquet.getSize() > OCTETS) {
            throw Refus.invalide(
                    "paquet-refuse", "paquet", "Ce fichier dépasse 8 Mo : ce n'est pas le paquet attendu.");
        }
        try (InputStream flux = paquet.getInputStream()) {
            return flux.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void appliquer() {
        Ecran.tenter(() -> {
            int combien = chargement.appliquer(choisi.id());
            Ecran.succes("La carte " + choisi.annee() + " est en vigueur : "
                    + (combien == 0 ? "rien n'a bougé." : Texte.pluriel(combien, "changement", "changements") + "."));
            Ecran.aller(PAGE, Map.of("rapport", choisi.id()));
        });
    }

    private Optional<Millesime> enVigueur() {
        return tous.stream().filter(Millesime::applique).findFirst();
    }

    public String getSousTitre() {
        return enVigueur()
                .map(m -> "Carte en vigueur : millésime " + m.annee() + ", paquet " + m.version() + ", "
                        + String.format(java.util.Locale.FRENCH, "%,d", m.communes()) + " communes, chargée le "
                        + Texte.moment(m.appliqueLe()) + ".")
                .orElse("Aucune carte n'est chargée.");
    }

    public List<Rapport> getRapports() {
        return tous.stream()
                .map(m -> new Rapport(
                        m.id(),
                        "Millésime " + m.annee(),
                        m.applique() ? "appliqué" : "essai",
                        m.applique(),
                        m.applique()
                                ? Texte.moment(m.appliqueLe()) + ", par " + m.appliquePar()
                                : Texte.moment(m.deposeLe()) + ", par " + m.deposePar(),
                        m.source()))
                .toList();
    }

    public boolean isChoisi() {
        return choisi != null;
    }

    public Long getChoisiId() {
        return choisi == null ? null : choisi.id();
    }

    public boolean isAppliquable() {
        return choisi != null && !choisi.applique();
    }

    public String getTitreDuRapport() {
        return (choisi.applique() ? "Ce que le millésime " : "Ce que ferait le millésime ")
                + choisi.annee()
                + (choisi.applique() ? " a changé" : "");
    }

    public String getResume() {
        long total = chargement.comptes(choisi.id()).stream()
                .mapToLong(c -> c.nombre())
                .sum();
        return (total == 0 ? "Rien ne bouge" : Texte.pluriel(total, "changement", "changements")) + ", paquet "
                + choisi.version() + ", calculé en "
                + String.format(java.util.Locale.FRENCH, "%.1f s", choisi.dureeMs() / 1000.0) + ".";
    }

    public Tableau<LigneDeRapport> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(changements);
        }
        return tableau;
    }

    public List<Option> getGenres() {
        return chargement.comptes(choisi.id()).stream()
                .map(c -> new Option(
                        c.genre(), GenreDeChangement.valueOf(c.genre()).libelle(), (long) c.nombre()))
                .toList();
    }

    public List<String> getDepartements() {
        return chargement.departements(choisi.id());
    }

    public boolean isFiltre() {
        return getTableau().getDemande().coche("genre")
                || getTableau().getDemande().coche("departement");
    }

    public Part getPaquet() {
        return paquet;
    }

    public void setPaquet(Part v) {
        paquet = v;
    }
}
