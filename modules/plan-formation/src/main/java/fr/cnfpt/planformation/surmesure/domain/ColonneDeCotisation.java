package fr.cnfpt.planformation.surmesure.domain;

import fr.cnfpt.outils.tableaux.Cellules;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Les colonnes d'un fichier de cotisations, sous les noms qu'on leur donne. */
public enum ColonneDeCotisation {
    NUMERO("SIRET", Set.of("siret", "siren", "siret ou siren", "numero siret", "numero siren", "code")),
    JOUR(
            "À jour jusqu'au",
            Set.of(
                    "a jour jusqu au",
                    "a jour au",
                    "jusqu au",
                    "date",
                    "echeance",
                    "date d echeance",
                    "fin de validite"));

    private final String libelle;
    private final Set<String> entetes;

    ColonneDeCotisation(String libelle, Set<String> entetes) {
        this.libelle = libelle;
        this.entetes = entetes;
    }

    public String libelle() {
        return libelle;
    }

    public static Optional<ColonneDeCotisation> de(String entete) {
        String net = Cellules.net(entete);
        return Arrays.stream(values()).filter(c -> c.entetes.contains(net)).findFirst();
    }
}
