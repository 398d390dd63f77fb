package fr.cnfpt.inscription.abonnements.adapter.http;

import fr.cnfpt.commun.Parametres;
import fr.cnfpt.inscription.abonnements.domain.Abonnement;
import fr.cnfpt.inscription.abonnements.domain.AdresseDAbonne;
import fr.cnfpt.inscription.abonnements.domain.Livraison;
import fr.cnfpt.inscription.abonnements.domain.Signature;
import fr.cnfpt.inscription.abonnements.port.Facteur;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Un POST en HTTP/1.1, écrit à la main pour une raison : la machine jugée publique est celle même à laquelle on se
 * connecte. Un client ordinaire résoudrait le nom une seconde fois, et pourrait en trouver une autre. Aucune
 * redirection n'est suivie ; de la réponse, seule la première ligne est lue.
 */
@ApplicationScoped
public class FacteurHttp implements Facteur {

    /** Pour un essai sur son propre réseau ; jamais en service. */
    static final String PRIVEES = "iel.abonnements.prives";

    private static final int LIGNE = 512;

    /** En tout, de la connexion à la réponse. */
    private final Duration delai;

    public FacteurHttp() {
        this(Duration.ofSeconds(10));
    }

    FacteurHttp(Duration delai) {
        this.delai = delai;
    }

    @Override
    public void porter(Abonnement a, Livraison l, Instant maintenant) throws NonLivreeException {
        URI adresse = URI.create(a.adresse());
        long fin = System.nanoTime() + delai.toNanos();
        int statut;
        try (Socket s = ouvrir(adresse, fin)) {
            s.getOutputStream().write(demande(adresse, a, l, maintenant.getEpochSecond()));
            s.getOutputStream().flush();
            statut = statut(s, fin);
        } catch (UnknownHostException e) {
            throw new NonLivreeException("Le nom « " + adresse.getHost() + " » est introuvable.", false, e);
        } catch (SocketTimeoutException e) {
            throw new NonLivreeException("Pas de réponse en " + delai.toSeconds() + " secondes.", false, e);
        } catch (SSLException e) {
            throw new NonLivreeException("Le certificat ou le chiffrement ne convient pas.", false, e);
        } catch (IOException e) {
            throw new NonLivreeException("La connexion est refusée ou coupée.", false, e);
        }
        if (statut == 410) {
            throw new NonLivreeException("L'abonné dit qu'il n'est plus là (410).", true, null);
        }
        if (statut < 200 || statut > 299) {
            throw new NonLivreeException("L'abonné répond " + statut + ", on attend 2xx.", false, null);
        }
    }

    private static Socket ouvrir(URI adresse, long fin) throws IOException, NonLivreeException {
        boolean chiffre = adresse.getScheme().equalsIgnoreCase("https");
        int port = adresse.getPort() > 0 ? adresse.getPort() : chiffre ? 443 : 80;
        InetAddress[] machines = InetAddress.getAllByName(adresse.getHost());
        for (InetAddress m : machines) {
            if (!Parametres.vrai(PRIVEES) && !AdresseDAbonne.estPublique(m)) {
                throw new NonLivreeException(
                        "L'adresse désigne une machine d'un réseau interne : on ne l'appelle pas.", false, null);
            }
        }
        Socket s = new Socket();
        try {
            s.connect(new InetSocketAddress(machines[0], port), reste(fin));
            s.setSoTimeout(reste(fin));
            return chiffre ? chiffrer(s, adresse.getHost(), port) : s;
        } catch (IOException e) {
            s.close();
            throw e;
        }
    }

    private static Socket chiffrer(Socket s, String hote, int port) throws IOException {
        SSLSocket c = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(s, hote, port, true);
        SSLParameters p = c.getSSLParameters();
        p.setEndpointIdentificationAlgorithm("HTTPS");
        c.setSSLParameters(p);
        c.startHandshake();
        return c;
    }

    private static byte[] demande(URI adresse, Abonnement a, Livraison l, long instant) {
        String chemin = adresse.getRawPath().isEmpty() ? "/" : adresse.getRawPath();
        byte[] corps = l.corps().getBytes(StandardCharsets.UTF_8);
        String tete = String.join(
                "\r\n",
                "POST " + chemin + (adresse.getRawQuery() == null ? "" : "?" + adresse.getRawQuery()) + " HTTP/1.1",
                "Host: " + adresse.getRawAuthority(),
                "User-Agent: IEL/1",
                "Content-Type: application/json",
                "Content-Length: " + corps.length,
                "webhook-id: " + l.cle(),
                "webhook-timestamp: " + instant,
                "webhook-signature: " + Signature.signer(a.secret(), l.cle().toString(), instant, l.corps()),
                "Connection: close",
                "",
                "");
        byte[] t = tete.getBytes(StandardCharsets.US_ASCII);
        byte[] tout = new byte[t.length + corps.length];
        System.arraycopy(t, 0, tout, 0, t.length);
        System.arraycopy(corps, 0, tout, t.length, corps.length);
        return tout;
    }

    /** Lue octet par octet, et jamais au-delà du délai : qui répond au goutte à goutte ne nous tient pas. */
    private static int statut(Socket s, long fin) throws IOException {
        InputStream in = s.getInputStream();
        StringBuilder ligne = new StringBuilder();
        while (true) {
            s.setSoTimeout(reste(fin));
            int c = in.read();
            if (c == '\n' || c < 0 || ligne.length() > LIGNE) {
                break;
            }
            ligne.append((char) c);
        }
        String[] mots = ligne.toString().strip().split(" ");
        if (mots.length < 2 || !mots[0].startsWith("HTTP/1.") || !mots[1].matches("[1-5][0-9]{2}")) {
            throw new IOException("réponse illisible");
        }
        return Integer.parseInt(mots[1]);
    }

    private static int reste(long fin) throws SocketTimeoutException {
        long ms = TimeUnit.NANOSECONDS.toMillis(fin - System.nanoTime());
        if (ms <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) ms;
    }
}
