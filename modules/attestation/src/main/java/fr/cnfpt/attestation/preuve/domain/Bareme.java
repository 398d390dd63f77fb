package fr.cnfpt.attestation.preuve.domain;

import fr.cnfpt.commun.Regle;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Les règles de preuve en vigueur un jour donné, lues de la base : une règle qui change est une ligne datée de plus,
 * jamais une constante. Celles du dernier jour de la session s'appliquent, même si l'attestation est délivrée plus
 * tard.
 */
public final class Bareme {

    private final LocalDate jour;
    private final Map<String, VersionDeRegle> parCode;

    public Bareme(LocalDate jour, Collection<VersionDeRegle> regles) {
        this.jour = jour;
        this.parCode = regles.stream().collect(Collectors.toMap(VersionDeRegle::code, Function.identity()));
    }

    /** Le jour dont ce sont les règles. */
    public LocalDate jour() {
        return jour;
    }

    public BigDecimal valeur(String code) {
        return exister(code).valeur();
    }

    public Regle regle(String code) {
        return exister(code).enRegle();
    }

    private VersionDeRegle exister(String code) {
        VersionDeRegle r = parCode.get(code);
        if (r == null) {
            throw new IllegalStateException("Aucune règle « " + code + " » le " + jour);
        }
        return r;
    }
}
