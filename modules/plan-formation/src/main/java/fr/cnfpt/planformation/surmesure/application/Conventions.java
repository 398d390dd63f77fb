package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.Pdf;
import fr.cnfpt.outils.documents.application.Documents;
import fr.cnfpt.outils.documents.domain.Proprietaire;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.InvitationAUneUnion;
import fr.cnfpt.planformation.surmesure.domain.PropositionDeSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * La convention d'une demande acceptée, en PDF, archivée comme un document de la structure qui instruit. Elle ne se
 * refait pas : ce qu'on signe est ce qu'on retrouve.
 */
@ApplicationScoped
class Conventions {

    private static final String CONSERVATION = "CONVENTION";

    @Inject
    Documents documents;

    @Inject
    Annuaire annuaire;

    @Inject
    Horloge horloge;

    /** @return de quoi la relire */
    UUID archiver(DemandeSurMesure d) {
        try {
            Path fichier = Files.createTempFile("convention", ".pdf");
            try {
                Files.write(fichier, pdf(d));
                return documents.deposer(
                        fichier, nomDuFichier(d), Proprietaire.structure(d.structureId()), CONSERVATION);
            } finally {
                Files.delete(fichier);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Documents.Ouvert ouvrir(DemandeSurMesure d) {
        return documents.ouvrir(d.convention(), Proprietaire.structure(d.structureId()));
    }

    static String nomDuFichier(DemandeSurMesure d) {
        return "convention-" + d.id() + ".pdf";
    }

    byte[] pdf(DemandeSurMesure d) {
        PropositionDeSession p = d.proposition();
        StructureInfo structure = annuaire.structure(d.structureId()).orElseThrow();
        Map<Long, CollectiviteInfo> employeurs = annuaire.collectivites(d.employeurs());
        List<Map<String, String>> parties = new ArrayList<>();
        parties.add(partie(employeurs.get(d.collectiviteId()), d.besoin().effectif(), d, p));
        for (InvitationAUneUnion i : d.invitations()) {
            if (i.vient()) {
                parties.add(partie(employeurs.get(i.collectiviteId()), i.effectif(), d, p));
            }
        }
        Map<String, Object> m = new HashMap<>();
        m.put("numero", d.id());
        m.put("structure", structure.nom());
        m.put("ville", structure.ville());
        m.put("type", d.union() ? "en union" : "en intra");
        m.put("parties", parties);
        m.put("intitule", p.intitule());
        m.put("besoin", texte(d.besoin().besoin()));
        m.put("contraintes", texte(d.besoin().contraintes()));
        m.put("periode", Texte.periode(p.debut(), p.fin()));
        m.put("horaires", texte(p.horaires()));
        m.put("lieu", p.ville() == null ? "À distance" : p.ville());
        m.put("adresse", texte(p.adresse()));
        m.put(
                "duree",
                Texte.nombre(p.jours()) + (p.jours().compareTo(BigDecimal.valueOf(2)) >= 0 ? " jours" : " jour"));
        m.put("effectif", Texte.pluriel(d.effectifTotal(), "agent", "agents"));
        m.put("places", p.places());
        m.put("cloture", Texte.jour(p.cloture()));
        m.put("prix", prix(p.prix()));
        m.put(
                "lignes",
                p.lignes().stream()
                        .map(l -> Map.of(
                                "libelle",
                                l.libelle(),
                                "montant",
                                prix(l.montant()),
                                "regle",
                                l.regle(),
                                "source",
                                l.source(),
                                "depuis",
                                Texte.date(l.depuis())))
                        .toList());
        m.put("editee", Texte.jour(horloge.aujourdhui(structure.fuseau())));
        return Pdf.ecrire("convention.ftlh", m);
    }

    private static Map<String, String> partie(
            CollectiviteInfo c, int effectif, DemandeSurMesure d, PropositionDeSession p) {
        // Le prix se paie par groupe pour un employeur seul, par stagiaire entre plusieurs : la part tombe juste.
        BigDecimal part = p.prix()
                .multiply(BigDecimal.valueOf(effectif))
                .divide(BigDecimal.valueOf(d.effectifTotal()), 2, RoundingMode.HALF_UP);
        return Map.of(
                "nom",
                c.nom(),
                "siren",
                c.sirenLisible(),
                "effectif",
                Texte.pluriel(effectif, "agent", "agents"),
                "part",
                prix(part));
    }

    private static String prix(BigDecimal montant) {
        return montant.signum() == 0 ? "0 €" : Texte.nombre(montant) + " €";
    }

    private static String texte(String s) {
        return s == null ? "" : s;
    }
}
