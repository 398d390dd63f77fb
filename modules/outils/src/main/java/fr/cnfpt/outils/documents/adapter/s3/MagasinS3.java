package fr.cnfpt.outils.documents.adapter.s3;

import fr.cnfpt.commun.Parametres;
import fr.cnfpt.outils.documents.port.Magasin;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Les contenus dans un seau compatible S3 : {@code iel.s3.adresse}, {@code iel.s3.seau}, {@code iel.s3.cle},
 * {@code iel.s3.secret}, {@code iel.s3.region} ({@code us-east-1}). Le nom d'un objet est le numéro de sa fiche : rien
 * ne s'y lit. Les empreintes propres à Amazon ne sont pas demandées, la nôtre est dans la fiche.
 */
@ApplicationScoped
public class MagasinS3 implements Magasin {

    private static final Duration UN_ESSAI = Duration.ofMinutes(4);
    private static final Duration EN_TOUT = Duration.ofMinutes(10);

    private S3Client client;

    @Override
    public String code() {
        return "s3";
    }

    @Override
    public void ecrire(UUID id, Path contenu) throws IOException {
        tenter(() -> client().putObject(o -> o.bucket(seau()).key(id.toString()), RequestBody.fromFile(contenu)));
    }

    @Override
    public InputStream lire(UUID id) throws IOException {
        return tenter(() -> client().getObject(o -> o.bucket(seau()).key(id.toString())));
    }

    @Override
    public void oter(UUID id) throws IOException {
        tenter(() -> client().deleteObject(o -> o.bucket(seau()).key(id.toString())));
    }

    private interface Appel<T> {
        T faire();
    }

    private static <T> T tenter(Appel<T> appel) throws IOException {
        try {
            return appel.faire();
        } catch (S3Exception e) {
            if (e.statusCode() == 404 || e.statusCode() == 403) {
                throw new IllegalStateException(
                        "Le seau S3 refuse, ou n'a pas cet objet : cela ne passera pas seul", e);
            }
            throw new IOException("Le seau S3 ne peut pas pour l'instant", e);
        } catch (SdkException e) {
            throw new IOException("Le seau S3 ne répond pas", e);
        }
    }

    private synchronized S3Client client() {
        if (client == null) {
            client = S3Client.builder()
                    .endpointOverride(URI.create(exiger("iel.s3.adresse")))
                    .region(Region.of(Parametres.lire("iel.s3.region").orElse("us-east-1")))
                    .credentialsProvider(StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(exiger("iel.s3.cle"), exiger("iel.s3.secret"))))
                    .httpClient(UrlConnectionHttpClient.create())
                    .forcePathStyle(true)
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .serviceConfiguration(s -> s.chunkedEncodingEnabled(false))
                    .overrideConfiguration(
                            o -> o.apiCallAttemptTimeout(UN_ESSAI).apiCallTimeout(EN_TOUT))
                    .build();
        }
        return client;
    }

    private static String seau() {
        return exiger("iel.s3.seau");
    }

    private static String exiger(String cle) {
        return Parametres.lire(cle)
                .orElseThrow(() -> new IllegalStateException(
                        cle + " manque : un document est dans un seau S3 (docs/exploitation.md)"));
    }

    @PreDestroy
    void fermer() {
        if (client != null) {
            client.close();
        }
    }
}
