package fr.cnfpt.inscription.abonnements.domain;

import fr.cnfpt.commun.Refus;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Ce qu'une adresse d'abonné peut être : en https, d'un nom public, sans identifiants. On n'appelle jamais, pour le
 * compte d'un employeur, une machine de notre propre réseau : le nom est jugé à la déclaration, et ce qu'il désigne
 * l'est à chaque livraison, car un nom peut changer de machine.
 */
public final class AdresseDAbonne {

    private AdresseDAbonne() {}

    /**
     * @param priveesPermises ce que l'opérateur a réglé : pour un essai, le réseau interne et http
     * @throws Refus invalide
     */
    public static URI lire(String dite, boolean priveesPermises) {
        URI adresse;
        try {
            adresse = new URI(dite == null ? "" : dite.strip());
        } catch (URISyntaxException e) {
            throw refus("Ce n'est pas une adresse : on attend https://nom/chemin.");
        }
        String protocole = String.valueOf(adresse.getScheme()).toLowerCase(Locale.ROOT);
        if (!protocole.equals("https") && !(priveesPermises && protocole.equals("http"))) {
            throw refus("L'adresse commence par https:// : ce qui part est chiffré.");
        }
        if (adresse.getHost() == null || adresse.getRawUserInfo() != null || adresse.getRawFragment() != null) {
            throw refus("L'adresse porte un nom de serveur, sans identifiant ni « # » : https://nom/chemin.");
        }
        if (adresse.toString().length() > 480 || !adresse.toString().matches("[!-~]+")) {
            throw refus("L'adresse compte 480 signes au plus, sans accent ni espace.");
        }
        if (adresse.getPort() == 0 || adresse.getPort() > 65_535) {
            throw refus("Ce port n'existe pas.");
        }
        if (!priveesPermises && estInterne(adresse.getHost())) {
            throw refus("Cette adresse désigne un réseau interne : donnez un nom que tout l'internet connaît.");
        }
        return adresse;
    }

    private static Refus refus(String phrase) {
        return Refus.invalide("adresse-invalide", "adresse", phrase);
    }

    /** D'après le nom seul : sans point, d'un domaine réservé, ou un numéro. */
    private static boolean estInterne(String hote) {
        String h = hote.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        return h.startsWith("[")
                || h.matches("[0-9a-fx.]*[0-9]")
                || !h.contains(".")
                || h.matches(".*\\.(local|localhost|internal|intranet|lan|home|corp|arpa|test|invalid)");
    }

    /** Vrai d'une machine que tout l'internet peut joindre ; faux de la nôtre, de ses voisines et des réservées. */
    public static boolean estPublique(InetAddress a) {
        if (a.isLoopbackAddress()
                || a.isAnyLocalAddress()
                || a.isLinkLocalAddress()
                || a.isSiteLocalAddress()
                || a.isMulticastAddress()) {
            return false;
        }
        byte[] o = a.getAddress();
        int premier = o[0] & 0xff;
        int second = o[1] & 0xff;
        if (a instanceof Inet4Address) {
            return !(premier == 0
                    || premier >= 240
                    || premier == 100 && second >= 64 && second < 128
                    || premier == 192 && second == 0
                    || premier == 198 && (second == 18 || second == 19 || second == 51)
                    || premier == 203 && second == 0 && (o[2] & 0xff) == 113);
        }
        // D'IPv6, rien que l'espace public, et ni les traductions d'IPv4 (64:ff9b, 2002, Teredo) ni la documentation.
        return a instanceof Inet6Address
                && (premier & 0xe0) == 0x20
                && !(premier == 0x20 && second == 0x02)
                && !(premier == 0x20 && second == 0x01 && (o[2] & 0xff) < 2)
                && !(premier == 0x20 && second == 0x01 && (o[2] & 0xff) == 0x0d && (o[3] & 0xff) == 0xb8);
    }
}
