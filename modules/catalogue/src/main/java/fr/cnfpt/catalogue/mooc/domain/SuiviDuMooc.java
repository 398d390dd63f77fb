package fr.cnfpt.catalogue.mooc.domain;

import fr.cnfpt.commun.Texte;
import java.time.LocalDate;

/** Ce qui entoure les éditions d'un MOOC : ses versions, ce qu'il faut y intégrer, ses tutorats, les concours. */
public final class SuiviDuMooc {

    private SuiviDuMooc() {}

    public record Version(int numero, int semaines, LocalDate tourneeLe, String note, int editions) {
        public String tourneeEnClair() {
            return Texte.date(tourneeLe);
        }
    }

    /** Un changement de réglementation : intégré par un rectificatif, par une nouvelle version, ou en attente. */
    public record Changement(long id, LocalDate le, String texte, String source, LocalDate integreLe) {
        public String leEnClair() {
            return Texte.date(le);
        }

        public String etat() {
            return integreLe == null ? "à intégrer" : "intégré le " + Texte.date(integreLe);
        }
    }

    /** Une séance de tutorat en présence, une par semaine, chez la collectivité qui suit le MOOC en intra. */
    public record Tutorat(long editionId, int semaine, LocalDate le, String lieu) {
        public String leEnClair() {
            return Texte.jour(le);
        }
    }

    public record Concours(long id, String intitule, LocalDate epreuve, String source, boolean demonstration) {
        public String epreuveEnClair() {
            return Texte.date(epreuve);
        }
    }
}
