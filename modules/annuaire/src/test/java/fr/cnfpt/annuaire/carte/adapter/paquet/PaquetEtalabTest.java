package fr.cnfpt.annuaire.carte.adapter.paquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.carte.domain.Decoupage;
import fr.cnfpt.commun.Refus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Ce qu'on accepte de lire, et ce qu'on refuse : chaque refus est une phrase. */
class PaquetEtalabTest {

    private static final PaquetEtalab PAQUETS = new PaquetEtalab();

    private static Map<String, String> petit() {
        Map<String, String> f = new LinkedHashMap<>();
        f.put("package/package.json", "{\"name\":\"@etalab/decoupage-administratif\",\"version\":\"6.0.0\"}");
        f.put("package/README.md", "Bonjour");
        f.put(
                "package/data/regions.json",
                "[{\"code\":\"32\",\"nom\":\"Hauts-de-France\",\"chefLieu\":\"59350\",\"zone\":\"metro\"}]");
        f.put(
                "package/data/departements.json",
                "[{\"code\":\"59\",\"nom\":\"Nord\",\"region\":\"32\",\"chefLieu\":\"59350\",\"zone\":\"metro\"}]");
        f.put(
                "package/data/epci.json",
                "[{\"code\":\"200042190\",\"nom\":\"La \\\"Porte\\\"\",\"type\":\"CA\",\"populationMunicipale\":5,\"membres\":[{\"code\":\"59172\"}]}]");
        f.put(
                "package/data/communes.json",
                "[{\"code\":\"59172\",\"nom\":\"Denain\",\"siren\":\"215901729\",\"departement\":\"59\",\"region\":\"32\",\"type\":\"commune-actuelle\","
                        + "\"population\":20665,\"codesPostaux\":[\"59220\",\"59221\"],\"anciensCodes\":[\"59173\"]},{\"code\":\"59174\",\"nom\":\"X\",\"type\":\"commune-deleguee\",\"chefLieu\":\"59172\"}]");
        return f;
    }

    private static byte[] tgz(Map<String, String> fichiers, char type) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (GZIPOutputStream flux = new GZIPOutputStream(octets)) {
            for (Map.Entry<String, String> f : fichiers.entrySet()) {
                byte[] contenu = f.getValue().getBytes(StandardCharsets.UTF_8);
                byte[] entete = new byte[512];
                ecrire(entete, 0, f.getKey());
                ecrire(entete, 124, String.format("%011o", contenu.length));
                entete[156] = (byte) (f.getKey().endsWith(".lien") ? type : '0');
                Arrays.fill(entete, 148, 156, (byte) ' ');
                int somme = 0;
                for (byte b : entete) {
                    somme += b & 0xff;
                }
                ecrire(entete, 148, String.format("%06o", somme));
                entete[154] = 0;
                flux.write(entete);
                flux.write(contenu);
                flux.write(new byte[(512 - contenu.length % 512) % 512]);
            }
            flux.write(new byte[1024]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return octets.toByteArray();
    }

    private static void ecrire(byte[] entete, int ou, String quoi) {
        byte[] b = quoi.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(b, 0, entete, ou, b.length);
    }

    private static String refus(byte[] archive) {
        return assertThrows(Refus.class, () -> PAQUETS.lire(archive)).getMessage();
    }

    private static String refus(String chemin, String contenu) {
        Map<String, String> f = petit();
        f.put(chemin, contenu);
        return refus(tgz(f, '2'));
    }

    @Test
    void lit_le_paquet_et_tire_le_millesime_de_sa_version() {
        Decoupage d = PAQUETS.lire(tgz(petit(), '0'));
        assertEquals(2026, d.annee());
        assertEquals(
                "code_insee,nom,siren,departement,region,population,epci_siren,codes_postaux\n"
                        + "\"59172\",\"Denain\",\"215901729\",\"59\",\"32\",\"20665\",\"200042190\",\"59220|59221\"\n",
                new String(d.communes(), StandardCharsets.UTF_8));
        assertTrue(new String(d.epci(), StandardCharsets.UTF_8).contains("\"La \"\"Porte\"\"\""));
        assertEquals(
                "code,successeur,lien\n\"59173\",\"59172\",ancien\n\"59174\",\"59172\",deleguee\n",
                new String(d.heritages(), StandardCharsets.UTF_8));
    }

    @Test
    void refuse_ce_qui_n_est_pas_une_archive_ou_qui_est_coupe() {
        assertTrue(refus("bonjour".getBytes(StandardCharsets.UTF_8)).contains(".tgz"));
        assertTrue(refus(new byte[0]).contains(".tgz"));
        byte[] entiere = tgz(petit(), '0');
        for (int n = 20; n < entiere.length - 20; n += 37) {
            refus(Arrays.copyOf(entiere, n));
        }
    }

    @Test
    void refuse_une_archive_piegee() {
        assertTrue(refus("package/../../etc/passwd", "x").contains("sort du paquet"));
        assertTrue(refus("/etc/passwd", "x").contains("sort du paquet"));
        assertTrue(refus("package/data/mal.lien", "x").contains("lien"));
        assertTrue(refus(new byte[(8 << 20) + 1]).contains("8 Mo"));
        Map<String, String> bombe = petit();
        bombe.put("package/data/gros.json", " ".repeat(97 << 20));
        assertTrue(refus(tgz(bombe, '0')).contains("96 Mo")
                || refus(tgz(bombe, '0')).contains("taille impossible"));
        Map<String, String> nuee = petit();
        for (int i = 0; i < 300; i++) {
            nuee.put("package/" + i, "");
        }
        assertTrue(refus(tgz(nuee, '0')).contains("plus de 200"));
    }

    @Test
    void refuse_un_autre_paquet_un_json_abime_et_un_siren_faux() {
        assertTrue(refus("package/package.json", "{\"name\":\"left-pad\",\"version\":\"1.0.0\"}")
                .contains("left-pad"));
        assertTrue(refus("package/data/communes.json", "[{\"code\":").contains("abîmée"));
        assertTrue(refus("package/data/communes.json", "{}").contains("pas une liste"));
        assertTrue(refus(
                        "package/data/communes.json",
                        "[{\"code\":\"59172\",\"nom\":\"Denain\",\"siren\":\"215901720\",\"type\":\"commune-actuelle\"}]")
                .contains("bonne clé"));
        Map<String, String> incomplet = petit();
        incomplet.remove("package/data/epci.json");
        assertTrue(refus(tgz(incomplet, '0')).contains("Il manque"));
    }
}
