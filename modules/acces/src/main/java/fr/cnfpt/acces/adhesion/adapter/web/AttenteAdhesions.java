package fr.cnfpt.acces.adhesion.adapter.web;

import fr.cnfpt.acces.adhesion.application.InstruireLesAdhesions;
import fr.cnfpt.acces.adhesion.domain.Adhesion;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.outils.ecran.Attente;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Les collectivités que la délégation n'a pas encore validées. */
@ApplicationScoped
public class AttenteAdhesions implements Attente {

    @Inject
    InstruireLesAdhesions adhesions;

    @Override
    public List<Tuile> pour(Utilisateur u) {
        if (!u.role().estCnfpt()) {
            return List.of();
        }
        Map<Adhesion.Etat, Long> n = adhesions.compter("");
        long combien = n.getOrDefault(Adhesion.Etat.INSCRITE, 0L) + n.getOrDefault(Adhesion.Etat.ACTIVEE, 0L);
        String note = adhesions
                .plusAncienneAValider()
                .map(d -> "la plus ancienne depuis le "
                        + Texte.date(d.atZoneSameInstant(Horloge.PARIS).toLocalDate()))
                .orElse("");
        return List.of(new Tuile(
                combien,
                combien > 1 ? "collectivités à valider" : "collectivité à valider",
                note,
                "/acces/adhesions.xhtml?etat=A_VALIDER",
                false));
    }
}
