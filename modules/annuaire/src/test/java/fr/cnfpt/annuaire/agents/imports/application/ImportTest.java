package fr.cnfpt.annuaire.agents.imports.application;

import static fr.cnfpt.annuaire.agents.imports.application.AtelierDImport.Epreuves.BASE;
import static fr.cnfpt.annuaire.agents.imports.application.AtelierDImport.agent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.agents.domain.Colonne;
import fr.cnfpt.annuaire.agents.imports.persistence.Imports;
import fr.cnfpt.commun.Refus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

/**
 * Un fichier d'agents essayé à blanc, puis confirmé : ce qu'on reconnaît, ce qu'on refuse et pourquoi, ce qu'on écrit.
 */
class ImportTest {

    private static final String ENTETES = "Matricule;Nom;Prénom;Catégorie;Cadre d'emplois;Service;N+1\n";
    private final AtelierDImport a = new AtelierDImport();

    private String refusEntier(byte[] contenu) {
        return assertThrows(Refus.class, () -> a.essayer(contenu)).getMessage();
    }

    private String refusEntier(String texte) {
        return refusEntier(texte.getBytes(StandardCharsets.UTF_8));
    }

    private long enBase() {
        return BASE.nombre("select count(*) from annuaire.agent where collectivite_id = ?", a.collectivite);
    }

    @Test
    void rien_n_est_ecrit_avant_la_confirmation_puis_tout_l_est_responsables_compris() {
        Imports.Import i = a.essayer(
                ENTETES
                        + "M2;Grand;Léo;B;Rédacteurs territoriaux;Finances;M1\nM1;Petit;Ana;A;Attaché territorial;Direction;\n");
        assertEquals(List.of(2, 0, 0, 0), List.of(i.crees(), i.changes(), i.inchanges(), i.refuses()));
        assertEquals(0, enBase());
        assertEquals("CONFIRME", a.confirmer(i.id()).etat());
        assertEquals("Ana PETIT", a.fiche("M2").responsableNom());
        assertEquals("Rédacteurs territoriaux", a.fiche("M2").cadreEmplois());
        assertEquals(
                List.of(
                        "import-depose : essai.csv",
                        "import-confirme : essai.csv : 2 agents créés, 0 changé, 0 ligne laissée de côté",
                        "responsable-commence : Ana PETIT devient responsable d'une équipe : découle des fiches"),
                a.notes);
    }

    @Test
    void dit_ce_qui_change_champ_par_champ_et_ce_qui_ne_change_pas() {
        a.enregistrer("Un autre", agent("M1", "Petit", null), agent("M2", "Grand", null));
        Imports.Import i = a.essayer(
                "matricule;nom;prenom;categorie;service\nM1;Petit;Ana;C;Voirie\nM2;Grand;Ana;C;Espaces verts\n");
        assertEquals(List.of(0, 1, 1), List.of(i.crees(), i.changes(), i.inchanges()));
        assertEquals(
                "Service : Espaces verts → Voirie",
                a.faire(() -> a.suivi.lignes(i.id(), "CHANGE", 0, 10)).get(0).detail());
        a.confirmer(i.id());
        assertEquals("Voirie", a.fiche("M1").service());
        assertEquals("Jardinière", a.fiche("M1").metier(), "une colonne absente du fichier garde ce qu'on savait");
        assertEquals(
                List.of(2, 1), List.of(a.fiche("M1").version(), a.fiche("M2").version()));
    }

    @Test
    void chaque_refus_nomme_la_ligne_la_colonne_la_valeur_et_la_regle() {
        Imports.Import i = a.essayer(ENTETES
                + "M 1;Petit;Ana;C;;;\n"
                + "M2;;Ana;C;;;\n"
                + "M3;Petit;Ana;D;;;\n"
                + "M4;Petit;Ana;C;Rédacteur territorial;;\n"
                + "M5;Petit;Ana;C;Magicien territorial;;\n"
                + "M6;Petit;Ana;C;;;FANTOME\n"
                + "M7;Petit;Ana;C;;;\n"
                + "M7;Petit;Zoé;C;;;\n"
                + "M8;Petit;Ana;B;Auxiliaire de puériculture territorial;;\n"
                + "M9;Petit;Ana;C;Auxiliaire de puériculture territorial;;\n");
        assertEquals(List.of(2, 8), List.of(i.crees(), i.refuses()));
        String jour = java.time.format.DateTimeFormatter.ofPattern("dd/MM/yyyy").format(LocalDate.now());
        assertEquals(
                List.of(
                        "2 | matricule | M 1 | Le matricule est obligatoire : 1 à 40 lettres sans accent, chiffres, point, tiret ou souligné.",
                        "3 | nom | null | Le nom est obligatoire, 100 caractères au plus.",
                        "4 | categorie | D | La catégorie est A, B ou C.",
                        "5 | categorie | C | Le cadre d'emplois « Rédacteurs territoriaux » est de catégorie B depuis le 01/08/2012 (Décret n° 2012-924 portant statut particulier).",
                        "6 | cadre_emplois | Magicien territorial | Aucun cadre d'emplois en vigueur au " + jour
                                + " ne porte ce nom.",
                        "7 | responsable | FANTOME | Ce matricule de responsable n'est ni dans votre collectivité ni parmi les lignes retenues.",
                        "9 | matricule | M7 | Ce matricule figure déjà à la ligne 8.",
                        "11 | categorie | C | Le cadre d'emplois « Auxiliaires de puériculture territoriaux » est de catégorie B depuis le 01/01/2022 (Décret n° 2021-1882 portant statut particulier)."),
                a.refus(i.id()));
        assertEquals("CONFIRME", a.confirmer(i.id()).etat());
        assertEquals(2, enBase());
    }

    @Test
    void un_caractere_invisible_est_refuse_en_le_nommant_et_un_accent_en_deux_signes_est_compose() {
        Imports.Import i = a.essayer(
                ENTETES
                        + "M1;Dub\u200bois;Ana;C;;;\nM2;Petit;An\u202ea;C;;;\nM3;Petit\u00adJean;Ana;C;;;\nM4;E\u0301luard;Ana;C;;;\n");
        assertEquals(List.of(1, 3), List.of(i.crees(), i.refuses()));
        assertEquals(
                List.of(
                        "2 | nom | Dub[U+200B]ois | « Nom » contient un caractère qui ne peut pas être gardé, une espace sans largeur (U+200B), après « Dub » : ôtez-le.",
                        "3 | prenom | An[U+202E]a | « Prénom » contient un caractère qui ne peut pas être gardé, un changement du sens de lecture (U+202E), après « An » : ôtez-le.",
                        "4 | nom | Petit[U+00AD]Jean | « Nom » contient un caractère qui ne peut pas être gardé, un trait d'union invisible (U+00AD), après « Petit » : ôtez-le."),
                a.refus(i.id()));
        a.confirmer(i.id());
        assertEquals("Éluard", a.fiche("M4").nom());
    }

    /**
     * Ce qu'un fichier peut porter de plus mauvais, dans chaque colonne à son tour : refusé ou gardé, jamais une
     * erreur.
     */
    @Test
    void chaque_colonne_recoit_ses_bornes_et_le_fichier_se_lit_jusqu_au_bout() {
        List<String> bornes = List.of(
                "",
                "a\u202eb",
                "é".repeat(10_001),
                "😀".repeat(60),
                "\ud800",
                "-1",
                "0",
                "100,001",
                "1E999999999",
                "1E-999999999",
                "9223372036854775808",
                "NaN",
                "0001-01-01",
                "9999-12-31",
                "+10000-01-01",
                "29/02/2027");
        StringBuilder texte = new StringBuilder(
                        Arrays.stream(Colonne.values()).map(Colonne::libelle).collect(Collectors.joining(";")))
                .append('\n');
        int lignes = 0;
        for (Colonne visee : Colonne.values()) {
            for (String borne : bornes) {
                lignes++;
                int n = lignes;
                texte.append(Arrays.stream(Colonne.values())
                                .map(c -> c == visee
                                        ? borne
                                        : switch (c) {
                                            case MATRICULE -> "BORNE-" + n;
                                            case NOM -> "Petit";
                                            case PRENOM -> "Ana";
                                            case CATEGORIE -> "C";
                                            default -> "";
                                        })
                                .collect(Collectors.joining(";")))
                        .append('\n');
            }
        }
        Imports.Import i = a.essayer(texte.toString());
        assertEquals(lignes, i.crees() + i.refuses());
        assertTrue(i.refuses() > lignes / 2, "la plupart se refusent : " + i.refuses());
        assertEquals("CONFIRME", a.confirmer(i.id()).etat());
        assertEquals(i.crees(), enBase());
    }

    @Test
    void un_nombre_sans_mesure_dans_un_classeur_se_refuse_sans_se_deplier() throws IOException {
        ByteArrayOutputStream o = new ByteArrayOutputStream();
        try (Workbook w = new Workbook(o, "essai", "1.0")) {
            Worksheet f = w.newWorksheet("agents");
            List<String> entetes = List.of("Matricule", "Nom", "Prénom", "Catégorie", "Quotité");
            for (int c = 0; c < entetes.size(); c++) {
                f.value(0, c, entetes.get(c));
            }
            List<String> nombres = List.of("1E999999999", "1E-999999999");
            for (int l = 0; l < nombres.size(); l++) {
                f.value(l + 1, 0, "X" + l);
                f.value(l + 1, 1, "Petit");
                f.value(l + 1, 2, "Ana");
                f.value(l + 1, 3, "C");
                f.value(l + 1, 4, new BigDecimal(nombres.get(l)));
            }
        }
        Imports.Import i = a.essayer(o.toByteArray());
        assertEquals(List.of(0, 2), List.of(i.crees(), i.refuses()));
        assertTrue(a.refus(i.id()).stream().allMatch(r -> r.contains("| quotite |")), () -> "" + a.refus(i.id()));
    }

    @Test
    void une_formule_est_refusee_ligne_par_ligne() {
        Imports.Import i = a.essayer(
                ENTETES
                        + "M1;=cmd|' /C calc'!A0;Ana;C;;;\nM2;Petit;@SUM(1);C;;;\nM3;Petit;Ana;C;;+33;\nM4;Petit;Ana;C;;\"\tDGS\";\nM6;Petit;Ana;C;;\"\rDGS\";\nM5;Petit-Jean;Ana;C;;;\n");
        assertEquals(List.of(1, 5), List.of(i.crees(), i.refuses()));
        assertTrue(
                a.refus(i.id()).stream().allMatch(r -> r.contains("un tableur l'exécuterait comme une formule")),
                a.refus(i.id()).toString());
    }

    @Test
    void un_numero_de_securite_sociale_est_refuse_signale_et_jamais_recopie() {
        Imports.Import i = a.essayer(
                ENTETES
                        + "M1;Petit;Ana;C;;dossier 1 85 05 78 006 084 36;\n285057800608436;Petit;Ana;C;;;\nM9;Petit;Ana;C;;dossier 1 85 05 78 006 0\u200b84 36;\n");
        assertEquals(3, i.refuses());
        assertEquals(
                0,
                BASE.nombre(
                        "select count(*) from annuaire.import_ligne l, annuaire.import_refus r where l.import_id = ? and r.import_id = l.import_id"
                                + " and (l::text ~ '006.?084|0608436' or r::text ~ '006.?084|0608436')",
                        i.id()));
        assertEquals(List.of("nir-dans-un-import : Import " + i.id() + " : 3 lignes refusées"), a.signaux);
    }

    @Test
    void une_colonne_de_numeros_de_securite_sociale_fait_refuser_le_fichier() {
        assertTrue(refusEntier("Matricule;Nom;Prénom;Catégorie;N° Sécurité Sociale\n")
                .contains("ôtez-la du fichier"));
    }

    @Test
    void reconnait_les_encodages_et_les_separateurs() {
        String texte = "MATRICULE,nom d'usage,prénoms,cat.\nM1,Lefèvre,Zoé,C\n";
        for (byte[] f : List.of(
                texte.getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + texte).getBytes(StandardCharsets.UTF_8),
                texte.getBytes(Charset.forName("windows-1252")),
                ("\uFEFF" + texte).getBytes(StandardCharsets.UTF_16LE),
                ("\uFEFF" + texte).getBytes(StandardCharsets.UTF_16BE),
                texte.replace(',', '\t').getBytes(StandardCharsets.UTF_8),
                texte.replace(',', ';').getBytes(StandardCharsets.UTF_8))) {
            Imports.Import i = a.essayer(f);
            Imports.LigneVue l = a.faire(() -> a.suivi.lignes(i.id(), "", 0, 1)).get(0);
            assertEquals("2 Lefèvre Zoé", l.ligne() + " " + l.nom() + " " + l.prenom(), i.lecture());
            a.faire(() -> a.suivi.abandonner(i.id()));
        }
    }

    @Test
    void refuse_clairement_ce_qui_n_est_pas_lisible() {
        String texte = "matricule;nom;prenom;categorie\nM1;Lefèvre;Zoé;C\n";
        assertTrue(refusEntier(texte.getBytes(StandardCharsets.UTF_16LE)).contains("UTF-16 sans marque"));
        assertTrue(refusEntier(new byte[] {'m', (byte) 0x81, ';'}).contains("Windows-1252"));
        assertTrue(refusEntier("").contains("vide"));
        assertTrue(refusEntier("matricule;nom;prenom;categorie\n").contains("aucune ligne"));
        assertEquals(
                "La première ligne doit nommer les colonnes. Il manque : « Prénom », « Catégorie ».",
                refusEntier("matricule;nom\nM1;P\n"));
        assertTrue(refusEntier("matricule;nom;pointure\n").contains("aucune ligne"));
        assertTrue(refusEntier("matricule;nom;nom usuel;prenom;categorie\n").contains("Deux colonnes"));
        assertTrue(refusEntier("matricule;nom;prenom;categorie\nM1;\"" + "x".repeat(300_000))
                .contains("guillemet"));
        assertTrue(
                refusEntier("PK\3\4 rien".getBytes(StandardCharsets.ISO_8859_1)).contains("XLSX"));
        assertEquals(0, enBase());
    }

    @Test
    void reconnait_un_en_tete_de_logiciel_et_la_categorie_en_toutes_lettres() {
        Imports.Import i = a.essayer(
                "idAgent;nomUsage;Prénom(s);cadreEmplois;Adresse e-mail;CATÉGORIE\n"
                        + "M1;Petit;Ana;Adjoint technique territorial;ana@exemple.fr;Catégorie C\n"
                        + "M2;Grand;Léo;;leo@exemple.fr;Cat. B\nM3;Grand;Zoé;;;cate\u0301gorie a\nM4;Grand;Max;;;Catégorie CD\n");
        assertEquals("", i.ignoreesEnClair());
        assertEquals(List.of("5 | categorie | CATÉGORIE CD | La catégorie est A, B ou C."), a.refus(i.id()));
        a.confirmer(i.id());
        assertEquals(
                "C ana@exemple.fr Adjoints techniques territoriaux",
                a.fiche("M1").categorie() + " " + a.fiche("M1").courriel() + " "
                        + a.fiche("M1").cadreEmplois());
        assertEquals("BA", a.fiche("M2").categorie() + a.fiche("M3").categorie());
    }

    @Test
    void le_nom_de_naissance_ne_tient_lieu_de_nom_que_si_aucun_autre_n_est_donne() {
        Imports.Import deux =
                a.essayer("matricule;Nom de naissance;Nom d'usage;prenom;categorie\nM1;Naissance;Usage;Ana;C\n");
        assertEquals("", deux.ignoreesEnClair());
        a.confirmer(deux.id());
        assertEquals(
                "Usage, née Naissance",
                a.fiche("M1").nom() + ", née " + a.fiche("M1").valeur(Colonne.NOM_NAISSANCE));
        Imports.Import seul = a.essayer("matricule;Nom de naissance;prenom;categorie\nM1;Naissance;Ana;C\n");
        assertEquals("", seul.ignoreesEnClair());
        assertEquals(
                "Naissance",
                a.faire(() -> a.suivi.lignes(seul.id(), "", 0, 1)).get(0).nom());
    }

    @Test
    void ce_que_le_poste_dit_de_plus_se_lit_comme_les_logiciels_l_ecrivent() {
        AtelierDImport.communes();
        Imports.Import i = a.essayer(
                "matricule;nom;prenom;categorie;Civilité;Statut;Statut depuis;Grade;Date de nomination;Date d'entrée FPT;Taux d'emploi;Résidence administrative;Date d'embauche\n"
                        + "M1;P;A;C;Madame;Fonctionnaire titulaire;01/03/2019;Adjoint technique;2023-01-01;01/03/2018;80 %;ville neuve;44440\n"
                        + "M2;P;B;;M.;Apprentie;;;;;0,5;Saint-Aubin-des-Épreuves;\n"
                        + "M3;P;C;B;2;cdd;;;;;28/35e;Ville-Neuve (99001);\n"
                        + "M4;P;D;B;;Patron;31/02/2020;;;;120;Deux-Fois;\n");
        assertEquals(List.of(3, 1, ""), List.of(i.crees(), i.refuses(), i.ignoreesEnClair()));
        assertEquals(
                List.of("quotite", "statut", "statut_depuis"),
                a.refus(i.id()).stream().map(r -> r.split(" \\| ")[1]).toList());
        a.confirmer(i.id());
        assertEquals(
                "F TITULAIRE 2019-03-01 80 99001 2021-09-01",
                situation(
                        "M1",
                        Colonne.SEXE,
                        Colonne.STATUT,
                        Colonne.STATUT_DEPUIS,
                        Colonne.QUOTITE,
                        Colonne.RESIDENCE,
                        Colonne.ARRIVE_LE));
        assertEquals(
                "H APPRENTI 50 99002",
                situation("M2", Colonne.SEXE, Colonne.STATUT, Colonne.QUOTITE, Colonne.RESIDENCE));
        assertEquals(
                "F CONTRACTUEL 80 99001",
                situation("M3", Colonne.SEXE, Colonne.STATUT, Colonne.QUOTITE, Colonne.RESIDENCE));
        Imports.Import deux = a.essayer(
                "matricule;nom;prenom;categorie;Résidence administrative\nM1;P;A;C;Deux-Fois\nM3;P;C;B;99002\n");
        assertEquals(
                List.of(
                        "2 | residence | Deux-Fois | Aucune commune n'a ce code INSEE, ou ce nom n'en désigne pas qu'une : donnez le code."),
                a.refus(deux.id()));
        assertEquals(
                "Résidence administrative : Ville-Neuve (99001) → Saint-Aubin-des-Épreuves (99002)",
                a.faire(() -> a.suivi.lignes(deux.id(), "CHANGE", 0, 9)).get(0).detail());
    }

    private String situation(String matricule, Colonne... colonnes) {
        return java.util.Arrays.stream(colonnes)
                .map(c -> a.fiche(matricule).valeur(c))
                .collect(java.util.stream.Collectors.joining(" "));
    }

    @Test
    void un_fichier_sans_statut_laisse_sans_categorie_qui_n_en_a_pas_et_elle_seule() {
        a.enregistrer(
                "X",
                new fr.cnfpt.annuaire.agents.domain.AgentSaisi(
                        "M1",
                        "P",
                        "A",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        java.util.Map.of(Colonne.STATUT, "APPRENTI")));
        Imports.Import i = a.essayer("matricule;nom;prenom;categorie;Statut depuis\nM1;P;Zoé;;2026-01-01\nM2;P;B;;\n");
        assertEquals(
                List.of(
                        "3 | categorie | null | La catégorie est A, B ou C ; seuls n'en ont pas un apprenti, un emploi aidé, un assistant maternel ou familial."),
                a.refus(i.id()));
        a.confirmer(i.id());
        assertEquals("APPRENTI 2026-01-01", situation("M1", Colonne.STATUT, Colonne.STATUT_DEPUIS));
        assertEquals(1, a.essayer("matricule;nom;prenom;categorie\nM1;P;Zoé;\n").inchanges());
    }

    @Test
    void la_direction_et_le_service_de_deux_colonnes_font_un_chemin() {
        a.confirmer(a.essayer(
                        "matricule;nom;prenom;categorie;Service;Direction\nM1;P;A;C;Voirie;Technique\nM2;P;B;C;;Technique\nM3;P;C;C;Écoles;\nM4;P;D;C;Technique > Parcs;Technique\n")
                .id());
        assertEquals(
                List.of("Technique > Voirie", "Technique", "Écoles", "Technique > Parcs"),
                java.util.stream.Stream.of("M1", "M2", "M3", "M4")
                        .map(m -> a.fiche(m).service())
                        .toList());
        a.confirmer(a.essayer("matricule;nom;prenom;categorie;Direction\nM1;P;A;C;Finances\n")
                .id());
        assertEquals("Finances", a.fiche("M1").service(), "seule, elle est le service");
        assertEquals(
                1,
                a.essayer("matricule;nom;prenom;categorie;Direction;Service\nM1;P;A;C;Tech\u200bnique;Voirie\n")
                        .refuses());
    }

    @Test
    void ce_qu_on_a_dit_d_un_en_tete_vaut_avant_ce_que_nous_apprenons_a_lire() {
        BASE.faire(() -> BASE.imports()
                .retenir(
                        a.collectivite,
                        java.util.Map.of("grade", Optional.of(Colonne.CATEGORIE), "civilite", Optional.empty())));
        Imports.Import i = a.essayer("matricule;nom;prenom;Grade;Civilité\nM1;P;A;Catégorie C;Docteur\n");
        assertEquals(List.of("ESSAI", 1, 0), List.of(i.etat(), i.crees(), i.refuses()));
        assertEquals("Civilité", i.ignoreesEnClair());
    }

    @Test
    void un_numero_de_securite_sociale_dans_une_date_ne_se_recopie_pas() {
        Imports.Import i = a.essayer("matricule;nom;prenom;categorie;Arrivé le\nM1;P;A;C;1 85 05 78 006 084 36\n");
        assertEquals(
                List.of(
                        "2 | arrive_le | null | Ceci a la forme d'un numéro de sécurité sociale, que nous ne conservons pas. Retirez-le."),
                a.refus(i.id()));
    }

    @Test
    void un_matricule_que_le_tableur_a_pris_pour_un_nombre_est_refuse_en_disant_comment_le_reprendre()
            throws IOException {
        Imports.Import i = a.essayer(
                ENTETES
                        + "134.0;P;Ana;C;;;\n1,23E+13;P;Léo;C;;;\nM3;P;Zoé;C;;;12,00\n1.23E+013;P;Max;C;;;\n1E05;P;Lou;C;;;\n3.14;P;Tom;C;;;\n");
        assertEquals(List.of(2, 4), List.of(i.crees(), i.refuses()));
        for (String r : a.refus(i.id())) {
            assertTrue(r.contains("vient du tableur") && r.contains("format Texte"), r);
        }
        assertTrue(a.refus(i.id()).get(2).startsWith("4 | responsable | 12,00 | "));
        a.faire(() -> a.suivi.abandonner(i.id()));
        ByteArrayOutputStream o = new ByteArrayOutputStream();
        Workbook w = new Workbook(o, "essai", "1.0");
        Worksheet f = w.newWorksheet("Feuille");
        Object[][] cellules = {
            {"Matricule", "Nom", "Prénom", "Catégorie"},
            {98765432101234L, "P", "Ana", "C"},
            {12345678901234567L, "P", "Léo", "C"}
        };
        for (int l = 0; l < cellules.length; l++) {
            for (int c = 0; c < 4; c++) {
                if (cellules[l][c] instanceof Long n) {
                    f.value(l, c, n);
                } else {
                    f.value(l, c, (String) cellules[l][c]);
                }
            }
        }
        w.finish();
        Imports.Import classeur = a.essayer(o.toByteArray());
        assertEquals(List.of(1, 1), List.of(classeur.crees(), classeur.refuses()));
        assertTrue(a.refus(classeur.id()).get(0).startsWith("3 | matricule | 1.23457E+16 | Ceci vient du tableur"));
    }

    private List<String> aVerifier(Imports.Import i, int combien) {
        return a.faire(() -> a.suivi.ressemblances(i.id(), 0, combien)).stream()
                .map(r -> r.quoi() + " | " + r.valeur() + " | " + r.ou())
                .toList();
    }

    @Test
    void ce_qui_se_ressemble_est_a_verifier_ni_refuse_ni_confondu() {
        a.enregistrer("Un autre", agent("d-12", "Ancien", null), agent("X1", "D’Aubigné", null));
        Imports.Import i = a.essayer(
                "matricule;nom;prenom;categorie;courriel\n"
                        + "M1;Muñoz;Hélène;C;accueil@exemple.fr\nM2;munoz;He\u0301lene;C;seule@exemple.fr\n"
                        + "M3;Petit;Léo;C;Accueil@exemple.fr\nD-12;Neuf;Lou;C;\nM5;d'aubigné;Ana;C;\nM6;Refusé;Zoé;D;seule@exemple.fr\n");
        assertEquals(List.of(5, 1, 4), List.of(i.crees(), i.refuses(), i.aVerifier()));
        assertEquals(
                List.of(
                        "Un même courriel | accueil@exemple.fr | Lignes 2, 4",
                        "Mêmes nom et prénom | Hélene munoz, Hélène Muñoz | Lignes 2, 3",
                        "Un matricule à la casse près | D-12, d-12 | Ligne 5 et l'agent d-12",
                        "Mêmes nom et prénom | Ana D’Aubigné, Ana d'aubigné | Ligne 6 et l'agent X1"),
                aVerifier(i, 10));
        assertEquals(2, aVerifier(i, 2).size());
        a.confirmer(i.id());
        assertEquals(7, enBase(), "les homonymes restent deux agents");
    }

    @Test
    void une_ressemblance_que_l_import_laisse_telle_quelle_se_tait() {
        String deux = "matricule;nom;prenom;categorie\nM1;Petit;Ana;C\nM2;Petit;Ana;C\n";
        Imports.Import i = a.essayer(deux);
        assertEquals(1, i.aVerifier());
        a.confirmer(i.id());
        assertEquals(0, a.essayer(deux).aVerifier());
    }

    @Test
    void mille_homonymes_se_disent_en_une_ligne_bornee_et_leur_vrai_nombre() {
        StringBuilder s = new StringBuilder("matricule;nom;prenom;categorie\n");
        for (int n = 0; n < 1_000; n++) {
            s.append('M').append(n).append(";Petit;Ana;C\n");
        }
        Imports.Import i = a.essayer(s.toString());
        assertEquals(1, i.aVerifier());
        assertEquals(
                List.of(
                        "Mêmes nom et prénom | Ana Petit | Lignes 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 et 988 de plus"),
                aVerifier(i, 10));
    }

    private long fichiersGardes(long id) {
        return BASE.nombre(
                "select count(*) from annuaire.import i join outils.document d on d.id = i.document_id where i.id = ?",
                id);
    }

    private static final String SOCIAL =
            "N° badge;Prénom bénéficiaire;NOM (bénéf.);Adresses Mails;Grade cat.;CP Ville\n"
                    + "B1;Paul;Durand;paul@exemple.fr;Catégorie C;59000 Lille\nB2;Inès;Dupont;;B;\n";

    @Test
    void un_fichier_aux_colonnes_inconnues_attend_qu_on_les_dise_et_le_suivant_passe_de_lui_meme() {
        Imports.Import i = a.essayer(SOCIAL);
        assertEquals("COLONNES", i.etat());
        assertEquals(1, fichiersGardes(i.id()));
        SuivreImports.ColonnesARapprocher r = a.faire(() -> a.suivi.aRapprocher(i.id()));
        assertEquals(
                List.of(
                        "N° badge : B1 · B2 → ne pas reprendre",
                        "Prénom bénéficiaire : Paul · Inès → Prénom",
                        "NOM (bénéf.) : Durand · Dupont → Nom",
                        "Adresses Mails : paul@exemple.fr → Courriel",
                        "Grade cat. : Catégorie C · B → Catégorie",
                        "CP Ville : 59000 Lille → ne pas reprendre"),
                r.colonnes().stream()
                        .map(c -> c.entete() + " : " + c.exemples() + " → "
                                + c.proposee().map(Colonne::libelle).orElse("ne pas reprendre"))
                        .toList());
        Imports.Import lu = a.rapprocher(i.id(), "matricule", "prenom", "nom", "courriel", "categorie", "");
        assertEquals(List.of("ESSAI", 2, 0), List.of(lu.etat(), lu.crees(), lu.refuses()));
        assertEquals("CP Ville", lu.ignoreesEnClair());
        assertTrue(lu.lecture().contains("« N° badge » lue comme « Matricule », d'après votre choix"), lu.lecture());
        assertEquals(0, fichiersGardes(i.id()));
        a.confirmer(i.id());
        assertEquals("paul@exemple.fr", a.fiche("B1").courriel());

        Imports.Import suivant = a.essayer(SOCIAL);
        assertEquals(List.of("ESSAI", 2), List.of(suivant.etat(), suivant.inchanges()));
        assertEquals(
                "COLONNES", new AtelierDImport().essayer(SOCIAL).etat(), "une autre collectivité dira les siennes");
        a.faire(() -> a.suivi.oublierLesColonnes(suivant.id()));
        assertEquals("COLONNES", a.essayer(SOCIAL).etat());
    }

    @Test
    void une_colonne_facultative_inconnue_se_demande_une_fois_puis_se_laisse_de_cote() {
        String texte = "matricule;nom;prenom;categorie;pointure;Nom du chien\nM1;P;A;C;42;Rex\n";
        Imports.Import i = a.essayer(texte);
        assertEquals("COLONNES", i.etat());
        assertEquals(
                java.util.Arrays.stream(Colonne.values())
                        .filter(c -> !c.estObligatoire())
                        .map(Colonne::libelle)
                        .toList(),
                a.faire(() -> a.suivi.aRapprocher(i.id())).offertes().stream()
                        .map(Colonne::libelle)
                        .toList());
        assertEquals("pointure, Nom du chien", a.rapprocher(i.id(), "", "").ignoreesEnClair());
        a.faire(() -> a.suivi.abandonner(i.id()));
        assertEquals("ESSAI", a.essayer(texte).etat());
    }

    @Test
    void cent_colonnes_inconnues_ne_se_demandent_pas() {
        assertTrue(refusEntier("matricule;nom;prenom;categorie"
                        + java.util.stream.IntStream.range(0, 101)
                                .mapToObj(n -> ";colonne " + n)
                                .collect(java.util.stream.Collectors.joining())
                        + "\nM1;P;A;C\n")
                .contains("Plus de 100 colonnes"));
    }

    @Test
    void un_rapprochement_qui_ne_tient_pas_laisse_le_fichier_attendre() {
        Imports.Import i = a.essayer("matricule;nom;qui;quoi\nM1;P;A;C\n");
        for (List<String> choix : List.of(
                List.of("", ""), List.of("prenom", "prenom"), List.of("nom", "prenom"), List.of("prenom", "x"))) {
            assertThrows(Refus.class, () -> a.faire(() -> a.suivi.demanderLaLecture(i.id(), choix)));
        }
        assertEquals("COLONNES", a.lire(i.id()).etat());
        assertEquals(1, a.rapprocher(i.id(), "prenom", "categorie").crees());
        assertEquals(
                "import-deja-tranche",
                assertThrows(Refus.class, () -> a.rapprocher(i.id(), "prenom", "categorie"))
                        .code());
    }

    @Test
    void ce_que_la_memoire_ne_suffit_plus_a_lire_se_redemande_avec_ce_qu_on_en_avait_dit() {
        a.rapprocher(
                a.essayer("matricule;nom;prenom;categorie;qui\nM1;P;A;C;Voirie\n")
                        .id(),
                "service");
        a.faire(() -> a.suivi.abandonner(a.suivi.dernier().orElseThrow().id()));
        Imports.Import i = a.essayer("matricule;nom;prenom;qui;quoi\nM1;P;A;Voirie;C\n");
        assertEquals("COLONNES", i.etat());
        SuivreImports.ColonnesARapprocher r = a.faire(() -> a.suivi.aRapprocher(i.id()));
        assertEquals("Service", r.colonnes().get(0).proposee().orElseThrow().libelle());
        assertEquals(1, a.rapprocher(i.id(), "service", "categorie").crees());
    }

    @Test
    void deux_colonnes_que_la_memoire_dit_pareilles_se_redemandent_au_lieu_de_refuser_le_fichier() {
        String fichier = "matricule;nom;prenom;categorie;qui%s\nM1;P;A;C;Voirie%s\n";
        a.rapprocher(a.essayer(fichier.formatted("", "")).id(), "service");
        a.faire(() -> a.suivi.abandonner(a.suivi.dernier().orElseThrow().id()));
        Imports.Import i = a.essayer(fichier.formatted(";Service", ";Parcs"));
        assertEquals("COLONNES", i.etat());
        assertEquals(
                List.of(Optional.empty()),
                a.faire(() -> a.suivi.aRapprocher(i.id())).colonnes().stream()
                        .map(SuivreImports.ColonneInconnue::proposee)
                        .toList());
        a.confirmer(a.rapprocher(i.id(), "").id());
        assertEquals("Parcs", a.fiche("M1").service());
        Imports.Import repetee = a.essayer("matricule;nom;prenom;categorie;ou;OU\nM1;P;A;C;Voirie;Parcs\n");
        assertEquals(1, a.rapprocher(repetee.id(), "service").changes());
    }

    @Test
    void le_fichier_qui_attend_ne_survit_ni_a_l_abandon_ni_au_delai() {
        Imports.Import i = a.essayer(SOCIAL);
        assertEquals(
                "import-en-cours",
                assertThrows(Refus.class, () -> a.essayer(SOCIAL)).code());
        a.faire(() -> a.suivi.abandonner(i.id()));
        assertEquals(0, fichiersGardes(i.id()));
        Imports.Import oublie = a.essayer(SOCIAL);
        BASE.faire(() -> BASE.imports().purger("IMPORT", Instant.now().minus(1, ChronoUnit.DAYS)));
        assertEquals(1, fichiersGardes(oublie.id()));
        BASE.faire(() -> BASE.imports().purger("IMPORT", Instant.now().plusSeconds(60)));
        assertEquals("ABANDONNE", a.lire(oublie.id()).etat());
        assertEquals(0, fichiersGardes(oublie.id()));
    }

    @Test
    void un_fichier_qui_porte_un_numero_de_securite_sociale_n_attend_pas_chez_nous() {
        assertTrue(refusEntier("matricule;nom;prenom;categorie;qui\nM1;P;A;C;x\nM2;P;A;C;1 85 05 78 006 084 36\n")
                .contains("La ligne 3 porte"));
        assertTrue(refusEntier("M1;Petit;1 85 05 78 006 084 36\nM2;Grand;x\n").contains("La ligne 1 porte"));
        assertEquals(
                0,
                BASE.nombre(
                        "select count(*) from outils.document where proprietaire = 'collectivite ' || ?",
                        a.collectivite));
    }

    @Test
    void lit_un_classeur_et_garde_les_nombres_et_les_dates() throws IOException {
        ByteArrayOutputStream o = new ByteArrayOutputStream();
        Workbook w = new Workbook(o, "essai", "1.0");
        Worksheet f = w.newWorksheet("Feuille");
        String[] entetes = {"Matricule", "Nom", "Prénom", "Catégorie", "Date de départ", "Service"};
        for (int i = 0; i < entetes.length; i++) {
            f.value(0, i, entetes[i]);
        }
        f.value(1, 0, 1042);
        f.value(1, 1, "Lefèvre");
        f.value(1, 2, "Zoé");
        f.value(1, 3, "c");
        f.value(1, 4, LocalDate.of(2026, 3, 31));
        f.formula(2, 1, "1+1");
        f.value(2, 0, "M2");
        f.value(2, 2, "Ana");
        f.value(2, 3, "C");
        w.finish();
        Imports.Import i = a.essayer(o.toByteArray());
        assertEquals(List.of(1, 1), List.of(i.crees(), i.refuses()));
        a.confirmer(i.id());
        assertEquals(LocalDate.of(2026, 3, 31), a.fiche("1042").partiLe());
    }

    @Test
    void une_bombe_est_refusee_d_apres_ce_qui_en_sort_et_non_d_apres_son_en_tete() throws IOException {
        byte[] bombe = zip("xl/worksheets/sheet1.xml", 64 << 20, (byte) ' ');
        assertTrue(refusEntier(bombe).contains("grossit plus de 100 fois"));
        // Le zip annonce dix octets décompressés dans sa table : on ne l'a pas cru.
        byte[] menteuse = bombe.clone();
        for (int i = 0; i < menteuse.length - 4; i++) {
            if (menteuse[i] == 'P' && menteuse[i + 1] == 'K' && menteuse[i + 2] == 1 && menteuse[i + 3] == 2) {
                System.arraycopy(new byte[] {10, 0, 0, 0}, 0, menteuse, i + 24, 4);
            }
        }
        assertThrows(Refus.class, () -> a.essayer(menteuse));
        ByteArrayOutputStream o = new ByteArrayOutputStream();
        try (ZipOutputStream z = new ZipOutputStream(o)) {
            for (int i = 0; i <= 500; i++) {
                z.putNextEntry(new ZipEntry("n" + i));
            }
        }
        assertTrue(refusEntier(o.toByteArray()).contains("plus de 500 fichiers"));
        assertEquals(0, enBase());
    }

    @Test
    void une_entite_externe_ferme_la_porte_meme_en_utf_16() throws IOException {
        String xxe = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>";
        for (Charset jeu : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            try (ZipOutputStream z = new ZipOutputStream(o)) {
                z.putNextEntry(new ZipEntry("xl/workbook.xml"));
                z.write(xxe.getBytes(jeu));
            }
            assertTrue(refusEntier(o.toByteArray()).contains("déclaration de type ou d'entité"));
        }
    }

    private static byte[] zip(String nom, int taille, byte octet) throws IOException {
        ByteArrayOutputStream o = new ByteArrayOutputStream();
        try (ZipOutputStream z = new ZipOutputStream(o)) {
            z.putNextEntry(new ZipEntry(nom));
            byte[] bloc = new byte[1 << 20];
            java.util.Arrays.fill(bloc, octet);
            for (int i = 0; i < taille >> 20; i++) {
                z.write(bloc);
            }
        }
        return o.toByteArray();
    }

    @Test
    void un_cercle_est_refuse_dans_le_fichier_et_a_travers_la_base() {
        Imports.Import i = a.essayer(ENTETES + "A;A;A;C;;;B\nB;B;B;C;;;C\nC;C;C;C;;;A\nD;D;D;C;;;\n");
        assertEquals(List.of(1, 3), List.of(i.crees(), i.refuses()));
        assertTrue(
                a.refus(i.id()).get(0).startsWith("2 | responsable | B | En remontant"),
                a.refus(i.id()).toString());
        a.confirmer(i.id());
        a.enregistrer("X", agent("E", "E", "D"));
        Imports.Import deux = a.essayer(ENTETES + "D;D;D;C;;;E\n");
        assertEquals(1, deux.refuses());
    }

    @Test
    void un_refus_en_entraine_d_autres_le_responsable_refuse_n_existe_pas() {
        Imports.Import i = a.essayer(ENTETES + "M1;P;A;D;;;\nM2;P;A;C;;;M1\nM3;P;A;C;;;M2\nM4;P;A;C;;;\n");
        assertEquals(List.of(1, 3), List.of(i.crees(), i.refuses()));
    }

    @Test
    void si_un_agent_a_change_depuis_l_essai_on_le_montre_et_on_redemande() {
        a.enregistrer("Un autre", agent("M1", "Petit", null), agent("M2", "Grand", null));
        Imports.Import i = a.essayer(
                "matricule;nom;prenom;categorie;service\nM1;Petit;Ana;C;Voirie\nM2;Grand;Ana;C;Voirie\nM3;Neuf;Ana;C;Voirie\n");
        a.enregistrer("Paul", agent("M1", "Petit-Durand", null), agent("M3", "Neuf", null));
        Imports.Import redemande = a.confirmer(i.id());
        assertEquals("ESSAI", redemande.etat());
        assertEquals(2, redemande.entreTemps());
        assertEquals("Petit-Durand", a.fiche("M1").nom());
        assertEquals("Espaces verts", a.fiche("M2").service(), "rien n'est écrit");
        List<Imports.LigneVue> montrees = a.faire(() -> a.suivi.lignes(i.id(), "ENTRE_TEMPS", 0, 10));
        assertEquals(
                "Nom : Petit-Durand → Petit · Service : Espaces verts → Voirie",
                montrees.get(0).detail());
        assertEquals("CONFIRME", a.confirmer(i.id()).etat());
        assertEquals("Petit", a.fiche("M1").nom());
    }

    @Test
    void un_seul_import_a_la_fois_et_l_abandon_libere_la_place() {
        Imports.Import i = a.essayer(ENTETES + "M1;P;A;C;;;\n");
        assertEquals(
                "import-en-cours",
                assertThrows(Refus.class, () -> a.essayer(ENTETES)).code());
        a.faire(() -> a.suivi.abandonner(i.id()));
        assertEquals(
                "import-deja-tranche",
                assertThrows(Refus.class, () -> a.confirmer(i.id())).code());
        assertEquals(1, a.essayer(ENTETES + "M1;P;A;C;;;\n").crees());
    }

    @Test
    void l_import_d_une_autre_collectivite_n_existe_pas() {
        Imports.Import i = a.essayer(ENTETES + "M1;P;A;C;;;\n");
        AtelierDImport voisine = new AtelierDImport();
        assertEquals(
                Refus.Genre.INTROUVABLE,
                assertThrows(Refus.class, () -> voisine.lire(i.id())).genre());
        assertThrows(Refus.class, () -> voisine.confirmer(i.id()));
    }

    @Test
    void un_import_que_plus_personne_ne_mene_est_dit_interrompu_pas_celui_qui_vit() {
        long mort = a.faire(() -> a.suivi.ouvrir("perdu.csv", 10));
        AtelierDImport voisine = new AtelierDImport();
        long vivant = voisine.faire(() -> voisine.suivi.ouvrir("vivant.csv", 10));
        Instant tard = Instant.now().plusSeconds(3_600);
        voisine.faire(() -> {
            assertTrue(BASE.imports().tenir(vivant));
            BASE.importsAPart().interrompre(tard, tard);
        });
        assertEquals("INTERROMPU", a.lire(mort).etat());
        assertEquals("LECTURE", voisine.lire(vivant).etat());
    }

    @Test
    void un_essai_laisse_sans_suite_est_oublie_apres_le_delai_date() {
        Imports.Import i = a.essayer(ENTETES + "M1;P;A;C;;;\n");
        BASE.faire(() -> BASE.imports().purger("IMPORT", Instant.now().minus(1, ChronoUnit.DAYS)));
        assertEquals("ESSAI", a.lire(i.id()).etat());
        BASE.faire(() -> BASE.imports().purger("IMPORT", Instant.now().plusSeconds(60)));
        assertEquals("ABANDONNE", a.lire(i.id()).etat());
        assertEquals(0, BASE.nombre("select count(*) from annuaire.import_ligne where import_id = ?", i.id()));
    }

    @Test
    void l_export_reimporte_ne_change_rien() {
        AtelierDImport.communes();
        a.enregistrer(
                "X",
                agent("M1", "O'Brien; \"dit\" Bob", null)
                        .avec(java.util.Map.of(
                                Colonne.STATUT,
                                "EMPLOI_AIDE",
                                Colonne.SEXE,
                                "H",
                                Colonne.QUOTITE,
                                "57.14",
                                Colonne.RESIDENCE,
                                "99001",
                                Colonne.ARRIVE_LE,
                                "2021-09-01")),
                agent("M2", "Élan\nDeux", "M1"));
        BASE.jdbi()
                .useHandle(h -> h.execute(
                        "insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie, cadre_emplois) values (?, 'M3', '=1+1', '-', 'B', 'Chargé de mission')",
                        a.collectivite));
        for (String format : List.of("csv", "xlsx")) {
            byte[] export = a.exporter(format);
            Imports.Import i = a.essayer(export);
            assertEquals(
                    List.of(0, 0, 3, 0),
                    List.of(i.crees(), i.changes(), i.inchanges(), i.refuses()),
                    format + a.refus(i.id()) + a.faire(() -> a.suivi.lignes(i.id(), "CHANGE", 0, 9)));
            a.faire(() -> a.suivi.abandonner(i.id()));
        }
        String csv = new String(a.exporter("csv"), StandardCharsets.UTF_8);
        assertTrue(csv.contains("'=1+1"));
        assertTrue(csv.contains("Emploi aidé") && csv.contains("Ville-Neuve (99001)") && csv.contains("Homme"), csv);
        assertTrue(a.notes.contains("agents-exportes : 3 fiches emportées en csv"), a.notes.toString());
    }

    @Test
    void cent_mille_lignes_se_lisent_se_comparent_et_s_ecrivent() {
        StringBuilder s = new StringBuilder(ENTETES);
        for (int n = 0; n < 100_000; n++) {
            s.append('M')
                    .append(n)
                    .append(";Nom")
                    .append(n % 977)
                    .append(";Prénom")
                    .append(n % 389)
                    .append(";C;Adjoint technique territorial;Service ")
                    .append(n % 40)
                    .append(';')
                    .append(n == 0 ? "" : "M" + n / 10)
                    .append('\n');
        }
        long debut = System.nanoTime();
        Imports.Import i = a.essayer(s.toString());
        long essai = System.nanoTime();
        assertEquals(List.of(100_000, 0), List.of(i.crees(), i.refuses()));
        assertEquals("CONFIRME", a.confirmer(i.id()).etat());
        System.out.printf(
                "100 000 lignes : essai %.1f s, confirmation %.1f s%n",
                (essai - debut) / 1e9, (System.nanoTime() - essai) / 1e9);
        assertEquals(100_000, enBase());
        assertEquals(
                99_999,
                BASE.nombre(
                        "select count(*) from annuaire.agent where collectivite_id = ? and responsable_id is not null",
                        a.collectivite));
    }
}
