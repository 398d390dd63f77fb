package fr.cnfpt.catalogue.mooc.application;

import fr.cnfpt.catalogue.mooc.domain.Age;
import fr.cnfpt.catalogue.mooc.domain.Annee;
import fr.cnfpt.catalogue.mooc.domain.Edition;
import fr.cnfpt.catalogue.mooc.domain.Mooc;
import fr.cnfpt.catalogue.mooc.domain.SuiviDuMooc.Changement;
import fr.cnfpt.catalogue.mooc.domain.SuiviDuMooc.Concours;
import fr.cnfpt.catalogue.mooc.domain.SuiviDuMooc.Tutorat;
import fr.cnfpt.catalogue.mooc.domain.SuiviDuMooc.Version;
import fr.cnfpt.catalogue.mooc.persistence.Moocs;
import fr.cnfpt.catalogue.mooc.persistence.ReglesDesMoocs;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Regle;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Les MOOC sont nationaux : le siège et les délégations lisent les mêmes. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ConsulterLesMoocs {

    @Inject
    Moocs moocs;

    @Inject
    ReglesDesMoocs regles;

    @Inject
    Horloge horloge;

    /** Un MOOC et tout ce qu'on en sait. */
    public record Fiche(
            Mooc mooc,
            List<String> vieillit,
            List<Version> versions,
            List<Edition> editions,
            List<Changement> changements,
            List<Tutorat> tutorats) {}

    public List<Mooc> tous() {
        return moocs.tous(horloge.aujourdhui());
    }

    /** Ce qui vaut aujourd'hui. */
    public Age age() {
        return regles.le(horloge.aujourdhui());
    }

    public Regle volume() {
        return regles.volume(horloge.aujourdhui());
    }

    public List<Annee> annees() {
        return moocs.annees();
    }

    /** Ceux dont les épreuves sont à venir, de la plus proche à la plus lointaine. */
    public List<Concours> concours() {
        return moocs.concours(horloge.aujourdhui());
    }

    /** @throws Refus introuvable */
    public Fiche voir(long id) {
        Mooc mooc = moocs.un(id, horloge.aujourdhui())
                .orElseThrow(() -> Refus.introuvable("mooc-inconnu", "Ce MOOC n'existe pas."));
        return new Fiche(
                mooc,
                mooc.vieillit(age(), horloge.aujourdhui()),
                moocs.versions(id),
                moocs.editions(id),
                moocs.changements(id),
                moocs.tutorats(id));
    }
}
