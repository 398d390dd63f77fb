package fr.cnfpt.catalogue.imports.application;

import fr.cnfpt.catalogue.imports.application.LireUneOffre.Lue;
import fr.cnfpt.catalogue.imports.domain.Verdict;
import fr.cnfpt.catalogue.imports.domain.Verdict.Sort;
import fr.cnfpt.catalogue.imports.persistence.ImportsDOffre;
import fr.cnfpt.catalogue.imports.persistence.ImportsDOffre.ImportDOffre;
import fr.cnfpt.catalogue.sessions.application.PublierSession;
import fr.cnfpt.catalogue.sessions.persistence.Sessions;
import fr.cnfpt.catalogue.stages.application.EcrireUneFiche;
import fr.cnfpt.catalogue.stages.persistence.Stages;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.documents.application.Documents;
import fr.cnfpt.outils.documents.domain.Document;
import fr.cnfpt.outils.documents.domain.Proprietaire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Les deux temps d'un import d'offre, chacun d'une transaction : lire le fichier et le juger ; puis, si on le confirme,
 * le rejuger et l'écrire par les portes mêmes des pages. Si le verdict a changé entre-temps, rien n'est écrit et l'on
 * redemande.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ImporterUneOffre {

    private static final int LOT = 50;

    @Inject
    LireUneOffre lecture;

    @Inject
    JugerUneOffre jugement;

    @Inject
    ImportsDOffre imports;

    @Inject
    SuivreUneOffre suivi;

    @Inject
    EcrireUneFiche fiches;

    @Inject
    PublierSession sessions;

    @Inject
    Sessions ecriture;

    @Inject
    Stages stages;

    @Inject
    Documents documents;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Journal journal;

    /**
     * @param fichier reste à l'appelant, qui l'ôte
     * @return le numéro de l'import, qui attend qu'on le confirme
     * @throws Refus si le fichier entier est irrecevable, conflit si un autre attend déjà
     */
    public long essayer(String nom, Path fichier) {
        Lue lue;
        try {
            lue = lecture.lire(fichier);
        } catch (Refus r) {
            if (r.code().equals("fichier-piege")) {
                journal.signaler(r.code(), "Offre « " + Document.nomPropre(nom) + " » : " + r.getMessage());
            }
            throw r;
        }
        List<Verdict> verdicts = jugement.juger(lue.lignes());
        UUID document = documents.deposer(fichier, nom, sien(), "IMPORT_OFFRE");
        String empreinte = empreinte(verdicts);
        long id = imports.ouvrir(sien(), document, Document.nomPropre(nom), lue.format(), lue.ignorees(), empreinte)
                .orElseThrow(() -> Refus.conflit(
                        "import-en-cours", "Un autre fichier attend déjà : confirmez-le ou abandonnez-le d'abord."));
        imports.poser(id, empreinte, verdicts);
        journal.noter("offre-deposee", "offre " + id, Document.nomPropre(nom), null);
        return id;
    }

    /** Appelée hors de la requête, par {@link ConfirmerUneOffre}. */
    public void ecrire(long id) {
        if (!imports.tenir(id)) {
            return;
        }
        ImportDOffre i = suivi.lire(id);
        if (!i.enCours()) {
            return;
        }
        List<Verdict> verdicts = jugement.juger(relire(i).lignes());
        String empreinte = empreinte(verdicts);
        if (!empreinte.equals(i.empreinte())) {
            imports.poser(id, empreinte, verdicts);
            suivi.renoncer(
                    id,
                    "Le catalogue a changé depuis l'essai. Rien n'est écrit : relisez ce que ce fichier ferait maintenant, et confirmez de nouveau.");
            return;
        }
        int ecrites = 0;
        for (Verdict v : verdicts) {
            if (v.sort().ecrit() && v.session() == null) {
                ecrireLaFiche(v);
                if (++ecrites % LOT == 0) {
                    suivi.avancer(id, ecrites);
                }
            }
        }
        // Les fiches d'abord : une session suit la sienne, et toutes s'écrivent alors par lots.
        Map<String, Long> stagesDuFichier = new HashMap<>();
        List<PublierSession.APublier> lot = new ArrayList<>();
        for (Verdict v : verdicts) {
            if (v.sort().ecrit() && v.session() != null) {
                long stage = stagesDuFichier.computeIfAbsent(
                        v.code(), c -> stages.duCode(c).orElseThrow().id());
                lot.add(new PublierSession.APublier(
                        v.session().publication().duStage(stage),
                        v.session().structureId(),
                        v.session().aire()));
                if (lot.size() == LOT) {
                    ecrites += publier(lot);
                    suivi.avancer(id, ecrites);
                }
            }
        }
        publier(lot);
        imports.passer(id, "ECRITURE", "FAIT", null);
        journal.noter("offre-importee", "offre " + id, i.fichier() + " : " + bilan(verdicts), null);
    }

    /** @return combien, le lot vidé */
    private int publier(List<PublierSession.APublier> lot) {
        int combien = lot.size();
        if (combien == 0) {
            return 0;
        }
        sessions.executer(lot);
        ecriture.alleger();
        lot.clear();
        return combien;
    }

    private void ecrireLaFiche(Verdict v) {
        long brouillon = fiches.commencer(stages.duCode(v.code()).isPresent() ? v.code() : "", v.fiche())
                .id();
        if (v.sort() == Sort.FICHE) {
            fiches.publier(brouillon);
        }
    }

    private Proprietaire sien() {
        return Proprietaire.de(courant.get());
    }

    private static String bilan(List<Verdict> verdicts) {
        long fiches = verdicts.stream().filter(v -> v.sort() == Sort.FICHE).count();
        long brouillons =
                verdicts.stream().filter(v -> v.sort() == Sort.BROUILLON).count();
        long sessions = verdicts.stream().filter(v -> v.session() != null).count();
        return Texte.pluriel(fiches, "fiche publiée", "fiches publiées") + ", "
                + Texte.pluriel(brouillons, "au brouillon", "au brouillon") + ", "
                + Texte.pluriel(sessions, "session publiée", "sessions publiées");
    }

    private Lue relire(ImportDOffre i) {
        try {
            Path copie = Files.createTempFile("iel-offre-", ".tmp");
            try {
                try (Documents.Ouvert garde = documents.ouvrir(i.document(), sien());
                        OutputStream vers = Files.newOutputStream(copie)) {
                    garde.copierVers(vers);
                }
                return lecture.lire(copie);
            } finally {
                Files.deleteIfExists(copie);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String empreinte(List<Verdict> verdicts) {
        try {
            MessageDigest m = MessageDigest.getInstance("SHA-256");
            for (Verdict v : verdicts) {
                m.update((v.ligne() + "|" + v.sort() + "|" + v.code() + "|" + v.dit() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(m.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
