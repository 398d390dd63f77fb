package fr.cnfpt.planformation.surmesure.domain;

import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Une ligne du prix proposé, telle que la règle de ce jour-là l'a faite : un tarif qui change ensuite n'y touche pas.
 */
@Embeddable
public class LigneDePrix {

    private String libelle;
    private BigDecimal montant;
    private String regle;
    private String source;
    private LocalDate depuis;

    protected LigneDePrix() {}

    LigneDePrix(Devis.Ligne l) {
        libelle = l.libelle();
        montant = l.montant();
        regle = l.regle().texte();
        source = l.regle().source();
        depuis = l.regle().depuis();
    }

    public String libelle() {
        return libelle;
    }

    public BigDecimal montant() {
        return montant;
    }

    public String regle() {
        return regle;
    }

    public String source() {
        return source;
    }

    public LocalDate depuis() {
        return depuis;
    }
}
