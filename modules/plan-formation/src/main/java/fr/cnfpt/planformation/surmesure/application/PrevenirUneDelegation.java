package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.calendrier.Calendrier;
import fr.cnfpt.planformation.surmesure.persistence.NouvellesDuSurMesure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * Un courriel par délégation et par jour ouvré, au plus, à sept heures de chez elle : les demandes arrivées et ce qu'on
 * a répondu à ses propositions. Prendre ces nouvelles et déposer le courriel sont dans une transaction : rien ne se dit
 * deux fois, rien ne se perd. La première page montre, elle, tout ce qui attend.
 */
@ApplicationScoped
@Transactional
@Autorise({})
public class PrevenirUneDelegation {

    private static final LocalTime HEURE = LocalTime.of(7, 0);

    @Inject
    NouvellesDuSurMesure nouvelles;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Courriers courriers;

    @Inject
    Horloge horloge;

    public List<Long> enAttente() {
        return nouvelles.structures();
    }

    public void executer(long structureId) {
        ZoneId chezElle =
                annuaire.structure(structureId).map(StructureInfo::fuseau).orElse(Horloge.PARIS);
        LocalDate jour = horloge.aujourdhui(chezElle);
        Instant matin = jour.atTime(HEURE).atZone(chezElle).toInstant();
        if (!Calendrier.ouvre(jour, null) || horloge.maintenant().isBefore(matin)) {
            return;
        }
        List<String> phrases = nouvelles.prendre(structureId, matin);
        if (phrases.isEmpty()) {
            return;
        }
        String texte = """
        Bonjour,

        Ce que les employeurs ont fait de leurs demandes sur mesure depuis le dernier courriel :

        - %s

        Toutes les demandes : %s/planformation/surmesure.xhtml
        """.formatted(String.join("\n- ", phrases), Parametres.adresse());
        acteurs.delegation(structureId).stream()
                .flatMap(c -> acteurs.joignable(c.id()).stream())
                .map(Acteurs.Joignable::courriel)
                .filter(c -> c != null)
                .distinct()
                .forEach(c -> courriers.deposer(
                        c, "Sur mesure : " + Texte.pluriel(phrases.size(), "nouvelle", "nouvelles"), texte, null));
    }
}
