package fr.cnfpt.lanceur.banc;

import fr.cnfpt.lanceur.Donnees;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Un client HTTP/1.1 maigre : une connexion gardée, rouverte quand le serveur la ferme. Le banc mesure le serveur, pas
 * son client.
 */
final class ClientHttp implements BancInscription.Voie {

    private final int port;
    private Socket prise;
    private InputStream entree;
    private OutputStream sortie;
    private final String entetes;

    /** Le serveur prie de revenir ; rien n'a été fait. */
    static final class Revenir extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** La session est complète et sa liste d'attente pleine ; rien n'a été écrit. */
    static final class Pleine extends IOException {
        private static final long serialVersionUID = 1L;
    }

    ClientHttp(int port, String jeton) throws IOException {
        this.port = port;
        ouvrir();
        entetes = "POST /api/v1/bulletins HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + jeton
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: ";
    }

    /** La clé sous laquelle cet agent est inscrit. */
    static String cle(long agent) {
        return "banc-" + agent;
    }

    private void ouvrir() throws IOException {
        prise = new Socket("127.0.0.1", port);
        prise.setTcpNoDelay(true);
        prise.setSoTimeout(60_000);
        entree = new BufferedInputStream(prise.getInputStream(), 8_192);
        sortie = prise.getOutputStream();
    }

    @Override
    public void inscrire(long session, long agent) throws IOException {
        inscrire(session, List.of(agent));
    }

    /** De plusieurs agents d'un seul appel, sous la clé du premier ; chacun doit avoir sa place. */
    void inscrire(long session, List<Long> agents) throws IOException {
        String corps = "{\"session\":" + session + ",\"matricules\":["
                + agents.stream().map(a -> "\"" + Donnees.matricule(a) + "\"").collect(Collectors.joining(",")) + "]}";
        sortie.write((entetes + cle(agents.get(0)) + "\r\nContent-Length: " + corps.length() + "\r\n\r\n" + corps)
                .getBytes(StandardCharsets.ISO_8859_1));
        String statut = ligne();
        int longueur = -1;
        boolean morceaux = false;
        boolean ferme = false;
        for (String l = ligne(); !l.isEmpty(); l = ligne()) {
            if (l.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                longueur = Integer.parseInt(l.substring(15).strip());
            } else if (l.regionMatches(true, 0, "Transfer-Encoding:", 0, 18)) {
                morceaux = true;
            } else if (l.equalsIgnoreCase("Connection: close")) {
                ferme = true;
            }
        }
        String reponse = morceaux ? parMorceaux() : new String(entree.readNBytes(longueur), StandardCharsets.UTF_8);
        if (ferme) {
            prise.close();
            ouvrir();
        }
        if (statut.startsWith("HTTP/1.1 503")) {
            throw new Revenir();
        }
        if (statut.startsWith("HTTP/1.1 409") && reponse.contains("attente-pleine")) {
            throw new Pleine();
        }
        if (!statut.startsWith("HTTP/1.1 201")
                || reponse.split("\"TRANSMISE\"", -1).length != agents.size() + 1
                || !reponse.contains("\"" + Donnees.matricule(agents.get(0)) + "\"")) {
            throw new IOException(statut + " " + reponse);
        }
    }

    private String parMorceaux() throws IOException {
        StringBuilder b = new StringBuilder();
        for (int n = Integer.parseInt(ligne(), 16); n > 0; n = Integer.parseInt(ligne(), 16)) {
            b.append(new String(entree.readNBytes(n), StandardCharsets.UTF_8));
            ligne();
        }
        ligne();
        return b.toString();
    }

    private String ligne() throws IOException {
        StringBuilder b = new StringBuilder(64);
        for (int c = entree.read(); c != '\n'; c = entree.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                b.append((char) c);
            }
        }
        return b.toString();
    }

    @Override
    public void close() throws IOException {
        prise.close();
    }
}
