package fr.cnfpt.attestation.attestations.application;

import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.Pdf;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** L'attestation sur papier : ce qui est figé, et l'adresse où la vérifier, en lettres et en QR code. */
final class Impression {

    private Impression() {}

    static byte[] pdf(Attestation a) {
        String verifier = Parametres.adresse() + "/attestation/verifier.xhtml?jeton=" + a.jeton();
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("numero", a.numero());
        m.put("nom", a.nom());
        m.put("employeur", a.employeur());
        m.put("organisateur", a.organisateur());
        m.put("intitule", a.intitule());
        m.put("modalite", a.modalite());
        m.put("periode", Texte.periode(a.debut(), a.fin()));
        m.put("lieu", a.lieu());
        m.put("heures", heures(a.heures()));
        m.put("reglesAu", Texte.date(a.reglesAu()));
        m.put("emiseLe", Texte.date(jour(a.emiseLe())));
        m.put("revoqueeLe", a.enVigueur() ? "" : Texte.date(jour(a.revoqueeLe())));
        m.put("motif", a.enVigueur() ? "" : a.motif());
        m.put(
                "lignes",
                a.lignes().stream()
                        .map(l -> Map.of(
                                "libelle",
                                l.libelle(),
                                "heures",
                                Texte.nombre(l.heures()) + " h",
                                "regle",
                                l.regle().texte(),
                                "source",
                                l.regle().source(),
                                "depuis",
                                Texte.date(l.regle().depuis())))
                        .toList());
        m.put("verifier", verifier);
        m.put("adresse", Parametres.adresse() + "/attestation/verifier.xhtml");
        m.put("jeton", a.jeton());
        m.put("qr", Pdf.qr(verifier));
        return Pdf.ecrire("attestation.ftlh", m);
    }

    private static String heures(BigDecimal h) {
        return Texte.nombre(h) + (h.compareTo(BigDecimal.valueOf(2)) >= 0 ? " heures" : " heure");
    }

    private static LocalDate jour(java.time.Instant i) {
        return i.atZone(fr.cnfpt.commun.Horloge.PARIS).toLocalDate();
    }
}
