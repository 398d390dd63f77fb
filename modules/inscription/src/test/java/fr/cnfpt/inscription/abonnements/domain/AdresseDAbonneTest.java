package fr.cnfpt.inscription.abonnements.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Refus;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdresseDAbonneTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sirh.example.fr/iel",
                "https://sirh.example.fr:8443/iel?cle=a%20b",
                "https://EXAMPLE.FR",
                "https://1and1.fr/"
            })
    void un_nom_public_en_https_convient(String adresse) {
        assertEquals(adresse, AdresseDAbonne.lire(adresse, false).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://sirh.example.fr/iel",
                "ftp://sirh.example.fr/",
                "sirh.example.fr",
                "https:///iel",
                "https://moi:secret@sirh.example.fr/",
                "https://sirh.example.fr/#ici",
                "https://sirh.example.fr:0/",
                "https://sirh.example.fr:70000/",
                "https://sirh.example.fr/é",
                "https://sirh.example.fr/a b",
                "https://localhost/",
                "https://sirh/",
                "https://sirh.local/",
                "https://metadata.google.internal/",
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "https://[fd00::1]/"
            })
    void tout_le_reste_est_refuse_en_nommant_le_champ(String adresse) {
        assertEquals(
                "adresse",
                assertThrows(Refus.class, () -> AdresseDAbonne.lire(adresse, false))
                        .champ());
    }

    @Test
    void l_operateur_peut_admettre_son_reseau_pour_un_essai_mais_rien_qui_ne_soit_une_adresse() {
        assertEquals(
                "http://127.0.0.1:9000/a",
                AdresseDAbonne.lire("http://127.0.0.1:9000/a", true).toString());
        assertThrows(Refus.class, () -> AdresseDAbonne.lire("ftp://127.0.0.1/", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "203.0.113.4",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001:0:1::1",
                "2001:db8::1"
            })
    void une_machine_interne_reservee_ou_traduite_n_est_pas_publique(String machine) throws UnknownHostException {
        assertFalse(AdresseDAbonne.estPublique(InetAddress.getByName(machine)), machine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "192.1.2.3", "2a01:e0a::1", "2001:4860:4860::8888"})
    void une_machine_de_l_internet_l_est(String machine) throws UnknownHostException {
        assertTrue(AdresseDAbonne.estPublique(InetAddress.getByName(machine)), machine);
    }

    /** L'exemple que publie Standard Webhooks, et que ses bibliothèques vérifient. */
    @Test
    void la_signature_est_celle_de_standard_webhooks() {
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                Signature.signer(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "{\"test\": 2432232314}"));
        assertTrue(Signature.tirerUnSecret().matches("whsec_[A-Za-z0-9+/]{43}="));
    }

    @Test
    void l_attente_double_a_chaque_echec_jusqu_a_six_heures_et_seize_echecs_font_quarante_heures() {
        assertEquals(Duration.ofSeconds(30), Abonnement.attente(1));
        assertEquals(Duration.ofMinutes(1), Abonnement.attente(2));
        assertEquals(Duration.ofMinutes(256), Abonnement.attente(10));
        assertEquals(Duration.ofHours(6), Abonnement.attente(11));
        assertEquals(Duration.ofHours(6), Abonnement.attente(1_000_000));
        Duration tout = Duration.ZERO;
        for (int i = 1; i < Abonnement.ECHECS; i++) {
            tout = tout.plus(Abonnement.attente(i));
        }
        assertEquals(38, tout.toHours());
    }
}
