package fr.cnfpt.portail.web;

import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Attente;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;

/** La première page : ce qui attend, du plus pressé au moins pressé, apporté par chaque module. */
@Named("aujourdhui")
@RequestScoped
public class AujourdhuiView {

    @Inject
    Instance<Attente> attentes;

    @Inject
    UtilisateurCourant courant;

    private List<Attente.Tuile> tuiles;

    @PostConstruct
    void lire() {
        tuiles = Attente.de(courant.get(), attentes.stream())
                .sorted(Comparator.comparing((Attente.Tuile t) -> t.nombre() == 0)
                        .thenComparing(t -> !t.urgent()))
                .toList();
    }

    public List<Attente.Tuile> getTuiles() {
        return tuiles;
    }

    public boolean isRien() {
        return tuiles.stream().allMatch(t -> t.nombre() == 0);
    }
}
