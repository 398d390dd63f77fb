package fr.cnfpt.catalogue.imports.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.echanges.domain.Lheo;
import fr.cnfpt.catalogue.echanges.domain.Offert;
import fr.cnfpt.catalogue.echanges.persistence.OffreEnFlux;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.Injection;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamException;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** L'import d'une offre : ce qu'on en dit avant, ce qu'il écrit, ce qu'il refuse. */
class ImportDOffreTest {

    private static final String SESSIONS =
            "Code du stage;Premier jour;Dernier jour;Ville;Places;Minimum;Clôture des inscriptions\n";
    private static final String FICHE =
            "Code du stage;Intitulé;Spécialité;Modalité;Nature;Jours en présence;Objectifs;Public;Programme";

    private AtelierDOffre atelier;
    private String code;

    @BeforeEach
    void un_catalogue() {
        atelier = new AtelierDOffre();
        code = atelier.code;
    }

    private String refus(byte[] contenu) {
        Refus r = assertThrows(Refus.class, () -> atelier.essayer(contenu));
        return r.code() + " : " + r.getMessage();
    }

    private String refus(String contenu) {
        return refus(contenu.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rien_n_est_ecrit_avant_la_confirmation_puis_la_session_est_publiee_comme_a_l_ecran() {
        long avant = atelier.nombre("from catalogue.session");
        long id = atelier.essayer(SESSIONS + code + ";16/03/2027;17/03/2027;Hesdin;15;8;01/03/2027\n");
        assertEquals(List.of("2 SESSION " + code + " "), atelier.lignes(id));
        assertEquals(avant, atelier.nombre("from catalogue.session"));
        atelier.confirmer(id);
        assertEquals("FAIT", atelier.etat(id));
        var s = atelier.session("Hesdin").orElseThrow();
        assertEquals(
                "2027-03-16 2027-03-17 15 8 7 PUBLIEE",
                s.get("debut") + " " + s.get("fin") + " " + s.get("capacite") + " " + s.get("minimum") + " "
                        + s.get("structure_id") + " " + s.get("etat"));
        assertEquals(1, atelier.annonces.size(), "annoncée aux autres modules");
        assertEquals(0, atelier.nombre("from outils.document"), "le fichier ne survit pas à ce qu'il attendait");
        assertTrue(atelier.journal.notes.toString().contains("1 session publiée"), atelier.journal.notes.toString());
    }

    @Test
    void redeposer_le_meme_fichier_ne_publie_rien_de_plus() {
        String fichier = SESSIONS + code + ";16/03/2027;17/03/2027;Hesdin;15;8;01/03/2027\n";
        atelier.confirmer(atelier.essayer(fichier));
        long id = atelier.essayer(fichier);
        assertTrue(
                atelier.lignes(id).get(0).startsWith("2 CONNU " + code),
                atelier.lignes(id).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "-",
            value = {
                "31/02/2027;17/03/2027;A;15;8;01/03/2027 | [Premier jour = 31/02/2027] Cette date n'existe pas.",
                "16/03/2027;15/03/2027;A;15;8;01/03/2027 | [Dernier jour = 15/03/2027] La fin ne peut pas précéder le début.",
                "16/03/2027;17/03/2027;A;15;20;01/03/2027 | [Minimum = 20] Le minimum est d'au moins 1 et tient dans l'effectif attendu.",
                "16/03/2027;17/03/2027;A;quinze;8;01/03/2027 | [Places = quinze] Donnez un nombre, par exemple 1,5.",
                "16/03/2027;17/03/2027;A;15;8;18/03/2027 | [Clôture des inscriptions = 18/03/2027] Les inscriptions se closent au plus tard le jour du début.",
                "16/03/2026;17/03/2026;A;15;8;01/03/2026 | [Ouverture des inscriptions = ] Les inscriptions ouvrent avant de se clore.",
                "=A1;17/03/2027;A;15;8;01/03/2027 | [Premier jour = =A1] Ceci est une formule : collez sa valeur."
            })
    void chaque_refus_nomme_la_ligne_la_colonne_la_valeur_et_la_regle(String cases, String attendu) {
        long id = atelier.essayer(SESSIONS + code + ";" + cases + "\n" + code + ";16/03/2027;16/03/2027;B;;;\n");
        assertTrue(
                atelier.lignes(id).get(0).startsWith("2 REFUSE " + code + " " + attendu),
                atelier.lignes(id).toString());
        atelier.confirmer(id);
        assertTrue(atelier.session("A").isEmpty());
        assertTrue(atelier.session("B").isPresent(), "ce qui va s'écrit, ce qui ne va pas reste de côté");
    }

    @Test
    void un_jour_ferie_du_departement_se_dit_avant_et_n_empeche_rien() {
        long id = atelier.essayer("Code;Début;Fin;Lieu;Insee\n" + code + ";26/03/2027;26/03/2027;Strasbourg;67482\n"
                + code + ";26/03/2027;26/03/2027;Lille;59350\n");
        List<String> lignes = atelier.lignes(id);
        assertTrue(lignes.get(0).startsWith("2 A_VERIFIER " + code + " Le vendredi 26 mars 2027"), lignes.toString());
        assertTrue(lignes.get(1).startsWith("3 SESSION " + code), lignes.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Lille;|59350",
                "Partout;59183|59183",
                ";|2 REFUSE %s [Ville = ] On vient à ce stage : dites dans quelle commune, par son nom ou par son code Insee.",
                "Atlantide;|2 REFUSE %s [Ville = Atlantide] Aucune commune ne porte ce nom : corrigez-le, ou donnez son code Insee.",
                "Saint-Denis;|2 REFUSE %s [Ville = Saint-Denis] Plusieurs communes portent ce nom : donnez aussi le code Insee de la bonne. Saint-Denis (93066), Saint-Denis (97411).",
                "Lille;59999|2 REFUSE %s [Code Insee de la commune = 59999] Aucune commune n'a ce code de l'Insee : corrigez-le."
            })
    void la_ou_l_on_vient_est_une_commune_que_le_fichier_nomme_ou_code(String lieu, String attendu) {
        long id = atelier.essayer("Code;Début;Ville;Code Insee\n" + code + ";16/03/2027;" + lieu + "\n");
        if (attendu.length() > 5) {
            assertEquals(List.of(attendu.formatted(code)), atelier.lignes(id));
            return;
        }
        atelier.confirmer(id);
        assertEquals(
                attendu,
                atelier.jdbi.withHandle(h -> h.createQuery("select code_insee from catalogue.session")
                        .mapTo(String.class)
                        .one()));
    }

    @Test
    void un_stage_inconnu_sans_fiche_est_refuse_avec_une_fiche_incomplete_il_reste_au_brouillon() {
        long id = atelier.essayer(SESSIONS + "ZZZ-999;16/03/2027;17/03/2027;A;15;8;01/03/2027\n");
        assertTrue(atelier.lignes(id).get(0).contains("Aucun stage ne porte ce code"));
        atelier.dans(g -> {
            g.suivre().abandonner(id);
            return null;
        });
        long suivant = atelier.essayer(
                FICHE + ";Premier jour\n"
                        + "ZZZ-999;Tenir un registre;Citoyenneté et population;Présentiel;Perfectionnement;1;Savoir.;Agents.;Premier;16/03/2027\n");
        List<String> lignes = atelier.lignes(suivant);
        assertTrue(
                lignes.get(0).startsWith("2 BROUILLON ZZZ-999 Nouveau stage. Cette fiche ne se publie pas encore."),
                lignes.get(0));
        assertTrue(lignes.get(0).contains("Arrêté du 1er août 2023"), lignes.get(0));
        assertTrue(lignes.get(1).startsWith("2 REFUSE ZZZ-999 [Code du stage"), lignes.get(1));
        atelier.confirmer(suivant);
        assertEquals(1, atelier.nombre("from catalogue.stage_brouillon where fiche ->> 'code' = 'ZZZ-999'"));
        assertEquals(0, atelier.nombre("from catalogue.stage where code = 'ZZZ-999'"));
        long encore = atelier.essayer(
                FICHE + "\n"
                        + "ZZZ-999;Tenir deux registres;Citoyenneté et population;Présentiel;Perfectionnement;1;Savoir.;Agents.;Un\n");
        assertTrue(atelier.lignes(encore).get(0).contains("Un brouillon de cette fiche est ouvert"));
    }

    @Test
    void une_colonne_absente_garde_une_case_vide_efface_et_la_fiche_changee_fait_une_version() {
        long id = atelier.essayer("Code;Intitulé;Méthodes\n" + code + ";Un autre intitulé;\n");
        assertTrue(
                atelier.lignes(id).get(0).startsWith("2 FICHE " + code + " Intitulé : « "),
                atelier.lignes(id).toString());
        atelier.confirmer(id);
        atelier.dans(g -> {
            var fiche = g.stages().duCode(code).orElseThrow().enVigueur();
            assertEquals(2, fiche.version());
            assertEquals("Un autre intitulé", fiche.fiche().intitule());
            assertTrue(fiche.fiche().texte(fr.cnfpt.catalogue.stages.domain.Mention.OBJECTIFS) != null);
            return null;
        });
    }

    @Test
    void deux_lignes_qui_ne_disent_pas_la_meme_fiche_se_nomment_l_une_l_autre() {
        long id = atelier.essayer(
                "Code;Intitulé;Début\n" + code + ";Premier;16/03/2027\n" + code + ";Second;17/03/2027\n");
        assertTrue(
                atelier.lignes(id).get(2).contains("autrement la fiche de ce stage que la ligne 2 : Intitulé"),
                atelier.lignes(id).toString());
    }

    @Test
    void une_delegation_ne_publie_que_pour_elle_et_le_siege_dit_pour_qui() {
        String fichier = "Code;Début;Délégation;Ville\n" + code + ";16/03/2027;REU;Le Port\n";
        assertTrue(atelier.lignes(atelier.essayer(fichier)).get(0).contains("de votre délégation seulement"));
        AtelierDOffre siege = new AtelierDOffre().auSiege();
        long id = siege.essayer(fichier + code + ";17/03/2027;;Lille\n" + code + ";18/03/2027;Atlantide;Lille\n");
        List<String> lignes = siege.lignes(id);
        assertTrue(lignes.get(0).startsWith("2 SESSION"), lignes.toString());
        assertTrue(lignes.get(1).contains("Dites quelle délégation organise"), lignes.toString());
        assertTrue(lignes.get(2).contains("Codes connus : HDF, REU."), lignes.toString());
        siege.confirmer(id);
        assertEquals(1, siege.nombre("from catalogue.session where structure_id = 9 and debut = '2027-03-16'"));
    }

    @Test
    void si_le_catalogue_a_change_depuis_l_essai_rien_n_est_ecrit_et_l_on_redemande() {
        long id = atelier.essayer(SESSIONS + code + ";16/03/2027;17/03/2027;Hesdin;15;8;01/03/2027\n");
        atelier.jdbi.useHandle(h -> h.execute(
                "update catalogue.stage set retire_le = now(), retire_par = 'HDF', motif_retrait = 'vieilli' where code = ?",
                code));
        atelier.confirmer(id);
        assertEquals("ESSAI", atelier.etat(id));
        assertTrue(
                atelier.lignes(id).get(0).contains("retiré du catalogue : « vieilli »"),
                atelier.lignes(id).toString());
        assertTrue(atelier.session("Hesdin").isEmpty());
    }

    @Test
    void l_aire_se_dit_par_la_region_la_france_ou_des_departements() {
        String debut = "Code;Début;Ville;Publiée pour\n";
        long id = atelier.essayer(debut + code + ";16/03/2027;Ici;\n" + code + ";16/03/2027;Partout;France entière\n"
                + code + ";16/03/2027;Nord;59, 62\n" + code + ";16/03/2027;Ailleurs;99\n");
        assertTrue(
                atelier.lignes(id).get(3).contains("[Publiée pour = 99]"),
                atelier.lignes(id).toString());
        atelier.confirmer(id);
        assertEquals(
                List.of("Ici R:32", "Nord D:59", "Nord D:62", "Partout N"),
                atelier.jdbi.withHandle(h -> h.createQuery(
                                "select s.ville || ' ' || a.cle from catalogue.session s join catalogue.aire_recrutement a on a.session_id = s.id order by 1")
                        .mapTo(String.class)
                        .list()));
    }

    @Test
    void un_seul_fichier_attend_a_la_fois_et_abandonner_ote_le_sien() {
        long id = atelier.essayer(SESSIONS + code + ";16/03/2027;17/03/2027;Hesdin;15;8;01/03/2027\n");
        assertTrue(refus(SESSIONS + code + ";16/03/2027;17/03/2027;A;15;8;01/03/2027\n")
                .startsWith("import-en-cours"));
        atelier.dans(g -> {
            g.suivre().abandonner(id);
            return null;
        });
        assertEquals(0, atelier.nombre("from outils.document where etat = 'PRET'"));
    }

    @Test
    void un_fichier_en_windows_1252_se_lit_entier() {
        long id = atelier.essayer((SESSIONS + code + ";16/03/2027;17/03/2027;Béthune;15;8;01/03/2027\n")
                .getBytes(Charset.forName("windows-1252")));
        atelier.confirmer(id);
        assertTrue(atelier.session("Béthune").isPresent());
    }

    @Test
    void un_classeur_se_lit_ses_dates_comprises() throws Exception {
        ByteArrayOutputStream sortie = new ByteArrayOutputStream();
        try (Workbook w = new Workbook(sortie, "Épreuve", "1.0")) {
            var f = w.newWorksheet("Offre");
            String[] entetes = {"Code", "Début", "Fin", "Ville", "Places", "Code Insee"};
            for (int i = 0; i < entetes.length; i++) {
                f.value(0, i, entetes[i]);
            }
            f.value(1, 0, code);
            f.value(1, 1, java.time.LocalDate.of(2027, 3, 16));
            f.style(1, 1).format("dd/MM/yyyy").set();
            f.value(1, 2, java.time.LocalDate.of(2027, 3, 17));
            f.value(1, 3, "Arras");
            f.value(1, 4, 12);
            f.value(1, 5, "62041");
            f.value(2, 0, code);
            f.value(2, 1, java.time.LocalDate.of(2027, 3, 18));
            f.value(2, 3, "Bourg-en-Bresse");
            f.value(2, 5, 1053);
        }
        long id = atelier.essayer(sortie.toByteArray());
        List<String> lignes = atelier.lignes(id);
        assertTrue(lignes.get(0).startsWith("2 SESSION"), lignes.toString());
        assertTrue(lignes.get(1).contains("est-ce 01053"), lignes.toString());
    }

    private byte[] lheo() {
        ByteArrayOutputStream sortie = new ByteArrayOutputStream();
        try {
            Lheo lheo = new Lheo(
                    sortie,
                    new Lheo.Organisme("CNFPT", "73282932000074", "11750000075", List.of(Lheo.PUBLIC_NON_DIT)),
                    AtelierDOffre.JOUR);
            OffreEnFlux flux = Injection.poser(new OffreEnFlux(), atelier.jdbi);
            atelier.jdbi.useTransaction(h -> flux.parFicheGardee(Portee.ENTIERE, AtelierDOffre.JOUR, (Offert o) -> {
                try {
                    lheo.ajouter(o, "Hauts-de-France");
                } catch (XMLStreamException e) {
                    throw new IllegalStateException(e);
                }
            }));
            lheo.finir();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return sortie.toByteArray();
    }

    @Test
    void notre_propre_lheo_revient_sans_rien_changer_meme_ses_textes_coupes() {
        atelier.jdbi.useHandle(h -> h.execute(
                "update catalogue.stage set contenu = repeat('Un point du programme ; ', 300) where code = ?", code));
        atelier.confirmer(atelier.essayer(SESSIONS + code + ";16/03/2027;17/03/2027;Hesdin;15;8;01/03/2027\n" + code
                + ";18/03/2027;18/03/2027;Lens;;1;01/03/2027\n"));
        long id = atelier.essayer(lheo());
        assertEquals(2, atelier.lignes(id).size());
        assertTrue(
                atelier.lignes(id).stream().allMatch(l -> l.contains(" CONNU ")),
                atelier.lignes(id).toString());
    }

    @Test
    void une_fiche_remplacee_revient_avec_ses_sessions_sans_reprendre_sa_place() {
        atelier.confirmer(atelier.essayer(SESSIONS + code + ";16/03/2027;17/03/2027;Hesdin;15;8;01/03/2027\n"));
        atelier.jdbi.useHandle(h -> h.execute(
                "update catalogue.stage set objectifs = 'Ce que la fiche dit maintenant' where code = ?", code));
        atelier.confirmer(atelier.essayer(SESSIONS + code + ";18/03/2027;18/03/2027;Lens;12;1;01/03/2027\n"));
        String sorti = new String(lheo(), StandardCharsets.UTF_8);
        assertTrue(sorti.contains("Ce que la fiche dit maintenant") && sorti.contains("fiche_remplacee"), sorti);
        long id = atelier.essayer(sorti);
        assertEquals(2, atelier.lignes(id).size());
        assertTrue(
                atelier.lignes(id).stream().allMatch(l -> l.contains(" CONNU ")),
                atelier.lignes(id).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void notre_propre_tableau_revient_sans_rien_changer(String format) {
        atelier.confirmer(atelier.essayer(SESSIONS + code + ";16/03/2027;17/03/2027;Hesdin;15;8;01/03/2027\n" + code
                + ";18/03/2027;18/03/2027;Lens;;1;01/03/2027\n"));
        // Deux groupes le même jour, dans la même ville : chacun son numéro.
        atelier.jdbi.useHandle(h -> h.execute("""
        insert into catalogue.session (stage_id, type, structure_id, debut, fin, ville, code_insee, minimum, ouverture, cloture, capacite)
        select stage_id, type, structure_id, debut, fin, ville, code_insee, minimum, ouverture, cloture, capacite from catalogue.session where ville = 'Lens'
        """));
        ByteArrayOutputStream sortie = new ByteArrayOutputStream();
        atelier.dans(g -> {
            g.tableau().ecrire(format, sortie);
            return null;
        });
        long id = atelier.essayer(sortie.toByteArray());
        assertEquals(3, atelier.lignes(id).size(), atelier.lignes(id).toString());
        assertTrue(
                atelier.lignes(id).stream().allMatch(l -> l.contains(" CONNU ")),
                atelier.lignes(id).toString());
    }

    @Test
    void une_session_d_un_autre_lheo_se_publie_la_ou_il_dit_qu_elle_se_tient() {
        long id = atelier.essayer("""
        <?xml version="1.0" encoding="UTF-8"?>
        <lheo xmlns="http://lheo.gouv.fr/2.3"><offres><formation numero="%s">
          <action><lieu-de-formation><coordonnees><adresse><ligne>Mairie</ligne><ville>Calais</ville><code-INSEE-commune>62193</code-INSEE-commune></adresse></coordonnees></lieu-de-formation>
          <session numero="12"><periode><debut>20270316</debut><fin>20270317</fin></periode>
            <adresse-inscription><adresse><ligne>Siège</ligne><ville>Paris</ville></adresse></adresse-inscription><nb-places>14</nb-places></session>
          </action></formation></offres></lheo>
        """.formatted(code));
        assertTrue(
                atelier.lignes(id).get(0).contains(" SESSION "),
                atelier.lignes(id).toString());
        atelier.confirmer(id);
        assertEquals(
                "14", String.valueOf(atelier.session("Calais").orElseThrow().get("capacite")));
    }

    @Test
    void un_lheo_d_une_autre_version_piege_ou_abime_est_refuse_en_le_nommant() {
        assertEquals(
                "lheo-autre-version : Ce fichier est en LHEO 1.3.0 ; nous lisons le LHEO 2.3. Demandez-le dans cette version à qui vous l'a remis.",
                refus("<?xml version=\"1.0\"?><lheo xmlns=\"http://www.lheo.org/1.3.0\"><offres/></lheo>"));
        assertTrue(refus("<lheo><offres/></lheo>").contains("sans version reconnue"));
        assertTrue(refus("<html/>").contains("« html »"));
        assertTrue(refus(
                        "<!DOCTYPE lheo [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><lheo xmlns=\"http://lheo.gouv.fr/2.3\">&x;</lheo>")
                .startsWith("fichier-piege"));
        assertTrue(refus(
                        "<!DOCTYPE lheo [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><lheo xmlns=\"http://lheo.gouv.fr/2.3\">&b;</lheo>")
                .startsWith("fichier-piege"));
        assertTrue(refus("<lheo xmlns=\"http://lheo.gouv.fr/2.3\"><offres>").startsWith("fichier-illisible"));
        assertTrue(refus("<?xml version=\"1.0\" encoding=\"UTF-8\"?><lheo xmlns=\"http://lheo.gouv.fr/2.3\">é</lheo>"
                        .getBytes(StandardCharsets.ISO_8859_1))
                .startsWith("fichier-illisible"));
        assertTrue(refus("<a>".repeat(10_000)).contains("« a »"));
        assertTrue(refus("<lheo xmlns=\"http://lheo.gouv.fr/2.3\">" + "<a>".repeat(10_000))
                .startsWith("fichier-piege"));
        assertTrue(refus("<lheo xmlns=\"http://lheo.gouv.fr/2.3\"><a>" + "x".repeat(100_000) + "</a></lheo>")
                .startsWith("fichier-piege"));
        assertEquals(4, atelier.journal.signaux.size(), atelier.journal.signaux.toString());
    }

    @Test
    void un_lheo_en_utf_16_se_lit_selon_ce_qu_il_declare() {
        long id = atelier.essayer(
                ("<?xml version=\"1.0\" encoding=\"UTF-16\"?><lheo xmlns=\"http://lheo.gouv.fr/2.3\"><offres><formation numero=\""
                                + code
                                + "\"><action><lieu-de-formation><coordonnees><adresse><ville>Lille</ville></adresse></coordonnees></lieu-de-formation><session><periode><debut>20270316</debut><fin>20270316</fin></periode></session></action></formation></offres></lheo>")
                        .getBytes(StandardCharsets.UTF_16));
        assertTrue(
                atelier.lignes(id).get(0).contains(" SESSION "),
                atelier.lignes(id).toString());
    }

    @Test
    void un_classeur_piege_un_fichier_vide_ou_sans_ses_colonnes_ne_passe_pas() throws Exception {
        ByteArrayOutputStream sortie = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(sortie)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write("<!DOCTYPE x [<!ENTITY a 'b'>]><x/>".getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(refus(sortie.toByteArray()).startsWith("fichier-piege"));
        assertTrue(refus("").startsWith("fichier-trop-grand"));
        assertTrue(refus("Intitulé;Premier jour\nA;B\n").contains("« Code du stage »"));
        assertTrue(refus("Code;Ville\nA;B\n").contains("rien à en faire"));
        assertTrue(refus("Code;Intitulé\n").startsWith("fichier-vide"));
    }

    @Test
    void un_essai_qu_un_serveur_mort_laissait_est_de_nouveau_a_confirmer() {
        long id = atelier.essayer(SESSIONS + code + ";16/03/2027;17/03/2027;Hesdin;15;8;01/03/2027\n");
        atelier.dans(g -> {
            g.suivre().demanderLEcriture(id);
            return null;
        });
        assertEquals(
                "ECRITURE",
                atelier.dans(g -> g.suivre().dernier()).orElseThrow().etat());
        atelier.jdbi.useHandle(
                h -> h.execute("update catalogue.import_offre set avance_le = avance_le - interval '1 minute'"));
        var i = atelier.dans(g -> g.suivre().dernier()).orElseThrow();
        assertEquals("ESSAI", i.etat());
        assertTrue(i.motif().contains("rien n'est écrit"));
        atelier.confirmer(id);
        assertEquals("FAIT", atelier.etat(id));
    }
}
