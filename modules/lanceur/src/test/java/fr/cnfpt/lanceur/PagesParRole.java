package fr.cnfpt.lanceur;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Les pages que chaque rôle ouvre, chacune à une adresse qui montre quelque chose, par le compte de la démonstration.
 */
public final class PagesParRole {

    /** @param adresse le chemin et ses paramètres */
    public record Page(String role, String chemin, String adresse, Visite visiteur) {}

    /** De quoi ouvrir cette page, autant de fois qu'on veut et à plusieurs. */
    public interface Visite {
        /** @return le statut */
        int get();
    }

    private PagesParRole() {}

    /** Les pages publiques n'y sont pas : elles ne lisent presque rien. */
    public static List<Page> de(Application application) throws Exception {
        Reperes reperes = new Reperes(application);
        List<PagesDeclarees.PageDeclaree> declarees = new PagesDeclarees().toutes();
        List<Page> pages = new ArrayList<>();
        for (Map.Entry<String, String> compte : Reperes.COMPTES.entrySet()) {
            Visiteur v = new Visiteur(application);
            v.entrer(compte.getValue());
            for (PagesDeclarees.PageDeclaree p : declarees) {
                if (!p.publique() && p.admet(compte.getKey())) {
                    String adresse = reperes.adresse(p.chemin(), compte.getKey());
                    pages.add(new Page(
                            compte.getKey(),
                            p.chemin(),
                            adresse,
                            () -> v.demander(adresse).statusCode()));
                }
            }
        }
        return pages;
    }

    /** Ces adresses, ouvertes par un même compte de la démonstration. */
    public static List<Page> de(Application application, String role, List<String> adresses) throws Exception {
        Visiteur v = new Visiteur(application);
        v.entrer(Reperes.COMPTES.get(role));
        return adresses.stream()
                .map(a -> new Page(role, a, a, () -> v.demander(a).statusCode()))
                .toList();
    }
}
