package fr.cnfpt.garde.donnees.adapter.web;

import fr.cnfpt.commun.Texte;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** La mise en phrase d'une valeur tenue : une date à la française, oui ou non. */
@Named("dossiers")
@ApplicationScoped
public class Dossiers {

    public String dire(Object v) {
        return v instanceof LocalDate d
                ? Texte.date(d)
                : v instanceof Instant i
                        ? Texte.moment(i)
                        : v instanceof Boolean b ? (b ? "oui" : "non") : String.valueOf(v);
    }

    public List<Map.Entry<String, Object>> valeurs(Map<String, Object> ligne) {
        return List.copyOf(ligne.entrySet());
    }

    /** « rien », « 1 ligne », « 3 lignes » */
    public String combien(List<?> lignes) {
        return lignes.isEmpty() ? "rien" : Texte.pluriel(lignes.size(), "ligne", "lignes");
    }
}
