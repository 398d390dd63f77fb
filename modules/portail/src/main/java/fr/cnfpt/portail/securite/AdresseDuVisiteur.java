package fr.cnfpt.portail.securite;

import java.util.List;

/**
 * D'où vient une requête. Un mandataire connu ({@code iel.mandataires}, adresses séparées par des virgules) dit pour
 * qui il parle dans {@code X-Forwarded-For} ; de quiconque d'autre, cet en-tête ne se croit pas, sans quoi chacun
 * choisirait l'adresse qu'on freine.
 */
final class AdresseDuVisiteur {

    private AdresseDuVisiteur() {}

    /** @return l'adresse la plus à droite de la suite qui ne soit pas celle d'un mandataire connu */
    static String lire(String directe, String transmise, String mandataires) {
        List<String> connus = mandataires == null ? List.of() : List.of(mandataires.split("[,\\s]+"));
        if (transmise == null || !connus.contains(directe)) {
            return directe;
        }
        String[] suite = transmise.split(",");
        for (int i = suite.length - 1; i >= 0; i--) {
            String a = suite[i].strip();
            if (!a.matches("[0-9A-Fa-f.:]{2,45}")) {
                return directe;
            }
            if (!connus.contains(a)) {
                return a;
            }
        }
        return directe;
    }
}
