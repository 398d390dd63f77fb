package fr.cnfpt.outils.regles.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.francais.Saisie;
import fr.cnfpt.outils.regles.api.FamilleDeRegles;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.RegleDeclaree;
import fr.cnfpt.outils.regles.api.Touche;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Le siège lit toutes les règles datées de la maison, voit ce que chacune touche, prépare la version à venir et la
 * retire tant qu'elle n'a pas commencé. Ce qui a valu ne change plus : la base le refuse à quiconque.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.SIEGE)
public class PreparerLesRegles {

    private static final int LONGUEUR = 500;
    /** Au-delà, c'est une faute de frappe. */
    private static final int ANNEES = 10;

    @Inject
    Regles regles;

    @Inject
    @Any
    Instance<FamilleDeRegles> familles;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    @Inject
    Journal journal;

    /** Les règles d'un module, dans l'ordre de l'écran. */
    public record Famille(String code, String libelle, List<Ligne> lignes) {}

    /**
     * @param cle ce qui la nomme dans une adresse
     * @param precision le nom de ce qu'elle précise, ou une chaîne vide
     * @param actuelle la version qui vaut aujourd'hui, ou {@code null}
     * @param aVenir celle qui est préparée, ou {@code null}
     */
    public record Ligne(
            String cle, RegleDeclaree regle, String precision, VersionDeRegle actuelle, VersionDeRegle aVenir) {}

    /**
     * @param commune la règle commune, quand celle-ci la précise ; sinon {@code null}
     * @param histoire de la dernière version à la première
     * @param touche ce que touche aujourd'hui la version en vigueur
     * @param precisions ce pour quoi elle peut être précisée : la clé, puis le nom ; vide si elle ne le peut pas
     */
    public record Fiche(
            Ligne ligne,
            String famille,
            VersionDeRegle commune,
            List<VersionDeRegle> histoire,
            List<Touche> touche,
            Map<String, String> precisions) {

        /** Le rang de la version que l'on préparerait. */
        public int suivante() {
            return histoire.isEmpty() ? 1 : histoire.get(0).version() + 1;
        }

        /** Ce qui vaut aujourd'hui, d'elle-même ou à défaut de la règle commune. */
        public VersionDeRegle enVigueur() {
            return ligne.actuelle() == null ? commune : ligne.actuelle();
        }
    }

    /** Ce qu'on saisit d'une version : tel quel, sauf la valeur et le jour, déjà lus. */
    public record Saisi(BigDecimal valeur, LocalDate du, String texte, String source) {}

    public List<Famille> lister() {
        LocalDate jour = horloge.aujourdhui();
        List<VersionDeRegle> versions = regles.aPartirDu(jour);
        return familles.stream()
                .sorted(Comparator.comparingInt(FamilleDeRegles::ordre))
                .map(f -> new Famille(f.code(), f.libelle(), lignes(f, versions, jour)))
                .toList();
    }

    /** @throws Refus introuvable, si aucun module ne la déclare */
    public Fiche voir(String cle) {
        Nommee n = nommer(cle);
        LocalDate jour = horloge.aujourdhui();
        List<VersionDeRegle> histoire = regles.histoire(n.famille.code(), n.regle.code(), n.pour);
        VersionDeRegle commune = n.pour.isEmpty() ? null : regles.le(n.famille.code(), n.regle.code(), jour);
        Ligne ligne = ligne(n, histoire, jour);
        VersionDeRegle vaut = ligne.actuelle() == null ? commune : ligne.actuelle();
        return new Fiche(
                ligne,
                n.famille.libelle(),
                commune,
                histoire,
                vaut == null ? List.of() : n.famille.touche(projet(n, saisi(vaut, jour))),
                n.pour.isEmpty() ? clesDesPrecisions(n) : Map.of());
    }

    /**
     * Ce que cette version toucherait ; rien ne s'écrit.
     *
     * @throws Refus invalide ou conflit, comme {@link #preparer}
     */
    public List<Touche> apercu(String cle, Saisi saisi) {
        Nommee n = nommer(cle);
        return n.famille.touche(exiger(n, saisi));
    }

    /**
     * @param rang celui de la version que l'on prépare, tel que la page l'a montré
     * @throws Refus invalide si la saisie ne convient pas ; conflit si une version est déjà préparée
     */
    public void preparer(String cle, Saisi saisi, int rang) {
        Nommee n = nommer(cle);
        ProjetDeRegle projet = exiger(n, saisi);
        regles.poser(projet, courant.get().nom(), rang);
        journal.noter(
                "regle-preparee",
                "règle " + cle,
                n.nom() + " : " + projet.unite().dire(projet.valeur()) + " à partir du " + Texte.date(projet.du())
                        + ", source : " + projet.source(),
                null);
    }

    /** @throws Refus conflit, si elle vaut déjà ou n'est plus là */
    public void retirer(String cle) {
        Nommee n = nommer(cle);
        VersionDeRegle aVenir = ligne(
                        n, regles.histoire(n.famille.code(), n.regle.code(), n.pour), horloge.aujourdhui())
                .aVenir();
        if (aVenir == null || !regles.retirer(aVenir.id())) {
            throw Refus.conflit(
                    "aucune-version-a-venir",
                    "Aucune version de cette règle n'est à venir : elle a commencé de valoir, ou quelqu'un vient de la retirer.");
        }
        journal.noter(
                "regle-retiree",
                "règle " + cle,
                n.nom() + " : " + aVenir.valeurEnClair() + ", qui devait valoir à partir du " + Texte.date(aVenir.du()),
                null);
    }

    private record Nommee(FamilleDeRegles famille, RegleDeclaree regle, String pour, String precision) {
        String cle() {
            return famille.cle(regle.code(), pour);
        }

        String nom() {
            return regle.libelle() + (precision.isEmpty() ? "" : " (" + precision + ")");
        }
    }

    private Nommee nommer(String cle) {
        String[] morceaux = cle.split("\\.", 3);
        String pour = morceaux.length < 3 ? "" : morceaux[2];
        return familles.stream()
                .filter(f -> f.code().equals(morceaux[0]))
                .flatMap(f -> f.regles().stream()
                        .filter(r -> morceaux.length > 1 && r.code().equals(morceaux[1]))
                        .map(r -> new Nommee(
                                f,
                                r,
                                pour,
                                pour.isEmpty() ? "" : f.precisions(r.code()).get(pour))))
                .filter(n -> n.precision != null && (morceaux.length < 3 || !pour.isEmpty()))
                .findFirst()
                .orElseThrow(() -> Refus.introuvable("regle-inconnue", "Cette règle n'existe pas."));
    }

    private ProjetDeRegle exiger(Nommee n, Saisi s) {
        RegleDeclaree regle = n.regle;
        LocalDate jour = horloge.aujourdhui();
        if (!regle.admet(s.valeur())) {
            throw Refus.invalide("valeur-hors-bornes", "valeur", regle.demande());
        }
        if (s.du() == null || !s.du().isAfter(jour) || s.du().isAfter(jour.plusYears(ANNEES))) {
            throw Refus.invalide(
                    "jour-passe",
                    "du",
                    "Donnez un jour à venir, du " + Texte.date(jour.plusDays(1)) + " au "
                            + Texte.date(jour.plusYears(ANNEES)) + " : ce qui vaut aujourd'hui ne se change plus.");
        }
        String texte =
                phrase("texte", s.texte(), "Dites la règle en une phrase : elle sera montrée à qui elle s'applique.");
        String source =
                phrase("source", s.source(), "Donnez le texte qui fonde la règle : décret, délibération, note.");
        VersionDeRegle aVenir = ligne(n, regles.histoire(n.famille.code(), regle.code(), n.pour), jour)
                .aVenir();
        if (aVenir != null) {
            throw Refus.conflit(
                    "regle-deja-preparee",
                    "Une version est déjà préparée pour le " + Texte.date(aVenir.du()) + " par « "
                            + aVenir.prepareePar() + " » : retirez-la d'abord.");
        }
        return projet(n, new Saisi(s.valeur(), s.du(), texte, source));
    }

    private static String phrase(String champ, String saisie, String demande) {
        String net = saisie == null ? "" : Saisie.normale(saisie).strip();
        if (net.isEmpty()) {
            throw Refus.invalide(champ + "-manque", champ, demande);
        }
        if (net.length() > LONGUEUR) {
            throw Refus.invalide(champ + "-trop-long", champ, "Tenez-vous à " + LONGUEUR + " signes.");
        }
        return net;
    }

    private static ProjetDeRegle projet(Nommee n, Saisi s) {
        return new ProjetDeRegle(
                n.famille.code(), n.regle.code(), n.pour, n.regle.unite(), s.valeur(), s.du(), s.texte(), s.source());
    }

    private static Saisi saisi(VersionDeRegle v, LocalDate jour) {
        return new Saisi(v.valeur(), jour, v.texte(), v.source());
    }

    /** Les règles communes, chacune suivie de ses précisions. */
    private static List<Ligne> lignes(FamilleDeRegles f, List<VersionDeRegle> versions, LocalDate jour) {
        List<Ligne> lignes = new ArrayList<>();
        for (RegleDeclaree r : f.regles()) {
            List<VersionDeRegle> siennes = versions.stream()
                    .filter(v -> v.famille().equals(f.code()) && v.code().equals(r.code()))
                    .toList();
            lignes.add(ligne(new Nommee(f, r, "", ""), pour(siennes, ""), jour));
            f.precisions(r.code()).forEach((p, nom) -> {
                if (!pour(siennes, p).isEmpty()) {
                    lignes.add(ligne(new Nommee(f, r, p, nom), pour(siennes, p), jour));
                }
            });
        }
        return lignes;
    }

    private static List<VersionDeRegle> pour(List<VersionDeRegle> versions, String pour) {
        return versions.stream().filter(v -> v.pour().equals(pour)).toList();
    }

    private static Ligne ligne(Nommee n, List<VersionDeRegle> versions, LocalDate jour) {
        return new Ligne(
                n.cle(),
                n.regle,
                n.precision,
                premiere(versions.stream().filter(v -> v.vautLe(jour)).toList()).orElse(null),
                premiere(versions.stream().filter(v -> v.aVenir(jour)).toList()).orElse(null));
    }

    private static Optional<VersionDeRegle> premiere(List<VersionDeRegle> versions) {
        return versions.stream().min(Comparator.comparing(VersionDeRegle::du));
    }

    private static Map<String, String> clesDesPrecisions(Nommee n) {
        Map<String, String> cles = new java.util.LinkedHashMap<>();
        n.famille.precisions(n.regle.code()).forEach((pour, nom) -> cles.put(n.famille.cle(n.regle.code(), pour), nom));
        return cles;
    }
}
