package fr.cnfpt.garde.journal.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Tache;
import fr.cnfpt.garde.journal.persistence.LignesDuJournal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Une fois par jour, recalcule la chaîne du journal et écrit sa tête dans le journal du serveur : qui récrirait toute
 * la base, chaîne comprise, ne récrit pas cette ligne-là. Rompue, elle crie.
 */
@ApplicationScoped
public class VerifierLeJournal implements Tache {

    static final Logger ANCRE = Logger.getLogger("fr.cnfpt.iel.journal");

    @Inject
    LignesDuJournal lignes;

    @Inject
    Horloge horloge;

    private volatile LocalDate verifieLe;

    @Override
    public String nom() {
        return "Vérification du journal des actes";
    }

    /** Plus court qu'un jour, pour suivre de près un redémarrage ; le reste du jour, elle ne fait rien. */
    @Override
    public Duration periode() {
        return Duration.ofMinutes(20);
    }

    @Override
    @Transactional
    @Autorise({})
    public void executer() {
        LocalDate jour = horloge.aujourdhui();
        if (jour.equals(verifieLe)) {
            return;
        }
        Optional<Long> rupture = lignes.premiereRupture();
        if (rupture.isPresent()) {
            ANCRE.severe("JOURNAL DES ACTES ROMPU à l'acte " + rupture.get()
                    + " : une ligne y a été changée, ôtée ou intercalée hors de l'application");
            lignes.ajouterEvenement("chaine-rompue", null, null, "Journal des actes rompu à l'acte " + rupture.get());
        } else {
            LignesDuJournal.Tete tete = lignes.tete();
            ANCRE.info("Journal des actes : " + tete.numero() + " actes, chaîne entière, tête " + tete.empreinte());
            verifieLe = jour;
        }
    }
}
