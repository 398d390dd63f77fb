package fr.cnfpt.annuaire.carte.adapter.web;

import fr.cnfpt.annuaire.carte.application.ChargerMillesime;
import fr.cnfpt.annuaire.carte.domain.GenreDeChangement;
import fr.cnfpt.annuaire.carte.domain.LigneDeRapport;
import fr.cnfpt.annuaire.carte.persistence.Carte.Millesime;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.tableaux.Csv;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    private static final int TAILLE = 100;
    private static final int OCTETS = 8 << 20;

    @Inject
    ChargerMillesime chargement;

    private List<Millesime> tous;
    private Millesime choisi;
    private List<LigneDeRapport> lignes = List.of();
    private Part paquet;

    /** Un genre et combien de lignes en relèvent. */
    public record Facette(String code, String libelle, long nombre, boolean choisi) {}

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
            lignes = chargement.lignes(choisi.id(), getGenre(), getDepartement());
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

    /** Exactement ce que les filtres montrent, toutes pages. */
    public void exporter() {
        StringBuilder csv = new StringBuilder("\uFEFFGenre;Département;Code;Nom;Détail;Agents\r\n");
        for (LigneDeRapport l : lignes) {
            csv.append(cellule(l.libelle()))
                    .append(';')
                    .append(cellule(l.departement()))
                    .append(';')
                    .append(cellule(l.code()))
                    .append(';')
                    .append(cellule(l.nom()))
                    .append(';')
                    .append(cellule(l.detail()))
                    .append(';')
                    .append(l.agents())
                    .append("\r\n");
        }
        Ecran.telecharger(
                csv.toString().getBytes(StandardCharsets.UTF_8),
                "text/csv; charset=UTF-8",
                "carte-" + choisi.annee() + "-" + choisi.id() + ".csv");
    }

    private static String cellule(String v) {
        return '"' + Csv.sansFormule(v).replace("\"", "\"\"") + '"';
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

    public List<Facette> getFacettes() {
        return chargement.comptes(choisi.id()).stream()
                .map(c -> new Facette(
                        c.genre(),
                        GenreDeChangement.valueOf(c.genre()).libelle(),
                        c.nombre(),
                        c.genre().equals(getGenre())))
                .toList();
    }

    public List<String> getDepartements() {
        return chargement.departements(choisi.id());
    }

    public boolean isAvecLignes() {
        return choisi != null && !lignes.isEmpty();
    }

    public boolean isFiltre() {
        return !getGenre().isEmpty() || !getDepartement().isEmpty();
    }

    public List<LigneDeRapport> getLignes() {
        int premiere = Math.min(lignes.size(), Pagination.premiere(TAILLE));
        return lignes.subList(premiere, Math.min(lignes.size(), premiere + TAILLE));
    }

    public Pagination getPagination() {
        return Pagination.demandee(TAILLE, lignes.size());
    }

    public String getGenre() {
        return Requete.texte("genre");
    }

    public String getDepartement() {
        return Requete.texte("departement");
    }

    public Part getPaquet() {
        return paquet;
    }

    public void setPaquet(Part v) {
        paquet = v;
    }
}
