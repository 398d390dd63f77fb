package fr.cnfpt.outils.liste;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemandeDeListeTest {

    @Test
    void se_relit_de_l_adresse_qu_elle_redit() {
        DemandeDeListe d =
                DemandeDeListe.lire("q=d%E2%80%99Hondt+%26+fils&modalite=MOOC&modalite=MIXTE&tri=-nom&page=3");

        assertEquals("d’Hondt & fils", d.texte("q"));
        assertEquals(List.of("MOOC", "MIXTE"), d.textes("modalite"));
        assertEquals(new Tri("nom", true), d.tri());
        assertEquals(3, d.page());
        assertEquals(
                d.parametres(), DemandeDeListe.lire(d.adresse().substring(1)).parametres());
    }

    @Test
    void changer_un_filtre_ramene_a_la_premiere_page_et_garde_le_reste() {
        DemandeDeListe d = DemandeDeListe.lire("q=a&page=7&tri=nom").avec("q", "b");

        assertEquals(1, d.page());
        assertEquals("?q=b&tri=nom", d.adresse());
        assertEquals("?tri=nom", d.avec("q", null).adresse());
    }

    @Test
    void ce_qui_se_lit_mal_ne_demande_rien() {
        DemandeDeListe d = DemandeDeListe.lire("q=%E0%A4%A&page=abc&session=12x&=&seul&vide=");

        assertEquals("", DemandeDeListe.lire(null).texte("q"));
        assertEquals(1, d.page());
        assertNull(d.identifiant("session"));
        assertFalse(d.coche("vide"));
        assertTrue(DemandeDeListe.lire("sous=1").coche("sous"));
    }

    @Test
    void un_caractere_qui_ne_se_voit_pas_ne_change_pas_la_recherche() {
        assertEquals("Denain", DemandeDeListe.lire("q=De%E2%80%8Bnain").texte("q"));
    }

    @Test
    void rien_de_l_adresse_n_entre_dans_l_ordre_sql() {
        Map<String, String> tris = Map.of("nom", "a.tri");

        assertEquals(" order by a.tri desc nulls last, a.id", Tri.lire("-nom").ordre(tris, "a.id"));
        assertEquals(" order by a.id", Tri.lire("nom; drop table agent").ordre(tris, "a.id"));
        assertEquals(" order by a.id", Tri.AUCUN.ordre(tris, "a.id"));
    }
}
