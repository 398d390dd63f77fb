package fr.cnfpt.catalogue.echanges.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.catalogue.api.Modalite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** L'offre en LHEO 2.3, relue par un autre lecteur et comparée à la structure du langage. */
class LheoTest {

    private static final LocalDate JOUR = LocalDate.of(2026, 11, 28);
    private static final Lheo.Organisme CNFPT =
            new Lheo.Organisme("CNFPT d'épreuve", "73282932000074", "11750000075", List.of("83056", "82044"));

    private static Offert offert(long stage, long session, Modalite modalite, String contenu, LocalDate cloture) {
        return new Offert(
                stage,
                "ECV-00" + stage,
                "L'état civil & <ses> actes",
                modalite,
                "Citoyenneté et population",
                "Dresser un acte",
                "Officiers d'état civil",
                contenu,
                null,
                false,
                BigDecimal.ONE,
                new BigDecimal("3.00"),
                session,
                1,
                "INTER",
                7,
                LocalDate.of(2027, 3, 23),
                LocalDate.of(2027, 3, 25),
                "9 h – 16 h",
                "Lille",
                "Antenne",
                "59350",
                12,
                8,
                LocalDate.of(2026, 9, 1),
                cloture,
                "PUBLIEE",
                stage == 9,
                session == 12 ? "Arras (62041) ; Lens (62498)" : null,
                session == 50 ? 1 : 2,
                session == 50);
    }

    @Test
    void une_session_publiee_sous_une_fiche_remplacee_la_garde_et_le_dit() throws Exception {
        LocalDate cloture = LocalDate.of(2027, 3, 1);
        byte[] xml = ecrire(List.of(
                offert(1, 20, Modalite.PRESENTIEL, "Le programme d'aujourd'hui", cloture),
                offert(1, 50, Modalite.PRESENTIEL, "Le programme d'avant", cloture)));
        assertEquals(List.of(), StructureLheo.fautes(lire(xml)));
        assertEquals(
                List.of("Le programme d'aujourd'hui", "Le programme d'avant"), textes(lire(xml), "contenu-formation"));
        assertEquals(1, new String(xml, StandardCharsets.UTF_8).split("fiche_remplacee\">version 1<", -1).length - 1);
    }

    @Test
    void le_public_vise_se_dit_en_clair_et_par_les_codes_de_l_installation() throws Exception {
        Document d = lire(ecrire(List.of(offert(1, 20, Modalite.PRESENTIEL, "c", LocalDate.of(2027, 3, 1)))));
        assertEquals(List.of("83056", "82044"), textes(d, "code-public-vise"));
        assertEquals(List.of("Officiers d'état civil"), textes(d, "info-public-vise"));
    }

    private static byte[] ecrire(List<Offert> offre) throws Exception {
        ByteArrayOutputStream sortie = new ByteArrayOutputStream();
        Lheo lheo = new Lheo(sortie, CNFPT, JOUR);
        for (Offert o : offre) {
            lheo.ajouter(o, "Délégation d'épreuve");
        }
        lheo.finir();
        return sortie.toByteArray();
    }

    private static Document lire(byte[] xml) throws Exception {
        DocumentBuilderFactory f = DocumentBuilderFactory.newInstance();
        f.setNamespaceAware(true);
        return f.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static List<String> textes(Document d, String nom) {
        var noeuds = d.getElementsByTagNameNS(Lheo.ESPACE, nom);
        return java.util.stream.IntStream.range(0, noeuds.getLength())
                .mapToObj(i -> noeuds.item(i).getTextContent())
                .toList();
    }

    @Test
    void chaque_stage_est_une_formation_et_ses_sessions_se_suivent_dans_l_ordre_du_schema() throws Exception {
        Document d = lire(ecrire(List.of(
                offert(1, 10, Modalite.MIXTE_MODULES, "Les actes", LocalDate.of(2027, 1, 1)),
                offert(1, 11, Modalite.MIXTE_MODULES, "Les actes", JOUR.minusDays(1)),
                offert(2, 12, Modalite.PRESENTIEL, "Autre", JOUR))));
        assertEquals(List.of(), StructureLheo.fautes(d));
        assertEquals(2, d.getElementsByTagNameNS(Lheo.ESPACE, "formation").getLength());
        assertEquals(
                List.of("L'état civil & <ses> actes", "L'état civil & <ses> actes"), textes(d, "intitule-formation"));
        assertEquals(
                List.of("1", "2", "1"),
                textes(d, "etat-recrutement"),
                "la clôture d'hier ferme, celle d'aujourd'hui non");
        assertEquals(List.of("1", "0"), textes(d, "modalites-enseignement"));
        assertEquals(List.of("20270323", "20270323", "20270323"), textes(d, "debut"));
    }

    @Test
    void nos_neuf_modalites_se_reduisent_a_trois_et_la_notre_reste_dans_extras() throws Exception {
        for (Modalite m : Modalite.values()) {
            Document d = lire(ecrire(List.of(offert(1, 10, m, "c", JOUR))));
            assertEquals(List.of(), StructureLheo.fautes(d), m.name());
            var extras = d.getElementsByTagNameNS(Lheo.ESPACE, "extra");
            assertEquals(
                    List.of(m.name()),
                    java.util.stream.IntStream.range(0, extras.getLength())
                            .mapToObj(i -> (Element) extras.item(i))
                            .filter(e -> e.getAttribute("info").equals("modalite"))
                            .map(Element::getTextContent)
                            .toList());
        }
    }

    @Test
    void une_formation_en_situation_de_travail_se_dit_dans_extras() throws Exception {
        Document d = lire(ecrire(
                List.of(offert(1, 10, Modalite.PRESENTIEL, "c", JOUR), offert(9, 11, Modalite.PRESENTIEL, "c", JOUR))));
        assertEquals(List.of(), StructureLheo.fautes(d));
        var extras = d.getElementsByTagNameNS(Lheo.ESPACE, "extra");
        assertEquals(
                List.of("AFEST"),
                java.util.stream.IntStream.range(0, extras.getLength())
                        .mapToObj(i -> (Element) extras.item(i))
                        .filter(e -> e.getAttribute("info").equals("situation_de_travail"))
                        .map(Element::getTextContent)
                        .toList());
    }

    @Test
    void un_cycle_en_plusieurs_communes_les_dit_dans_les_extras_de_sa_session() throws Exception {
        Document d = lire(ecrire(
                List.of(offert(1, 11, Modalite.PRESENTIEL, "c", JOUR), offert(1, 12, Modalite.PRESENTIEL, "c", JOUR))));
        assertEquals(List.of(), StructureLheo.fautes(d));
        var extras = d.getElementsByTagNameNS(Lheo.ESPACE, "extra");
        assertEquals(
                List.of("12 : Arras (62041) ; Lens (62498)"),
                java.util.stream.IntStream.range(0, extras.getLength())
                        .mapToObj(i -> (Element) extras.item(i))
                        .filter(e -> e.getAttribute("info").equals("autres_lieux"))
                        .map(e -> ((Element) e.getParentNode().getParentNode()).getAttribute("numero") + " : "
                                + e.getTextContent())
                        .toList());
    }

    @Test
    void un_texte_trop_long_ou_que_xml_ne_sait_pas_dire_n_abime_pas_le_fichier() throws Exception {
        Document d = lire(ecrire(List.of(
                offert(1, 10, Modalite.PRESENTIEL, "é".repeat(4000), JOUR),
                offert(2, 11, Modalite.PRESENTIEL, "avant\u0001après", JOUR),
                offert(3, 12, Modalite.PRESENTIEL, " ", JOUR))));
        assertEquals(List.of(), StructureLheo.fautes(d));
        assertEquals(3000, textes(d, "contenu-formation").get(0).length());
        assertTrue(textes(d, "contenu-formation").get(0).endsWith("é…"));
        assertEquals("avantaprès", textes(d, "contenu-formation").get(1));
        assertEquals("Non précisé", textes(d, "contenu-formation").get(2));
    }

    @Test
    void cent_mille_sessions_s_ecrivent_sans_que_la_memoire_les_suive() throws Exception {
        long[] ecrits = {0};
        OutputStream compteur = new OutputStream() {
            @Override
            public void write(int b) {
                ecrits[0]++;
            }

            @Override
            public void write(byte[] b, int debut, int longueur) {
                ecrits[0] += longueur;
            }
        };
        Lheo lheo = new Lheo(compteur, CNFPT, JOUR);
        long apresMille = 0;
        for (int i = 0; i < 100_000; i++) {
            lheo.ajouter(offert(i / 5, i, Modalite.PRESENTIEL, "contenu", JOUR), "d");
            if (i == 1_000 || i == 99_999) {
                System.gc();
                long tenue = Runtime.getRuntime().totalMemory()
                        - Runtime.getRuntime().freeMemory();
                if (i == 1_000) {
                    apresMille = tenue;
                } else {
                    assertTrue(tenue < apresMille + (16L << 20), "tenu " + (tenue - apresMille) + " octets de plus");
                }
            }
        }
        lheo.finir();
        assertTrue(ecrits[0] > 50L << 20, "écrits : " + ecrits[0]);
    }

    /** Le garde voit ce qu'il doit voir. */
    @Test
    void la_structure_refuse_un_ordre_change_un_element_ote_et_une_valeur_hors_de_ses_codes() throws Exception {
        String juste =
                new String(ecrire(List.of(offert(1, 10, Modalite.PRESENTIEL, "c", JOUR))), StandardCharsets.UTF_8);
        for (String[] faute : new String[][] {
            {"<certifiante>0</certifiante>", ""},
            {"<certifiante>0</certifiante>", "<certifiante>9</certifiante>"},
            {"<debut>20270323</debut>", "<debut>2027-03-23</debut>"},
            {
                "<parcours-de-formation>1</parcours-de-formation><code-niveau-entree>0</code-niveau-entree>",
                "<code-niveau-entree>0</code-niveau-entree><parcours-de-formation>1</parcours-de-formation>"
            },
            {"http://lheo.gouv.fr/2.3", "http://www.lheo.org/1.3.0"}
        }) {
            assertTrue(juste.contains(faute[0]), faute[0]);
            assertFalse(
                    StructureLheo.fautes(lire(juste.replace(faute[0], faute[1]).getBytes(StandardCharsets.UTF_8)))
                            .isEmpty(),
                    faute[0]);
        }
    }
}
