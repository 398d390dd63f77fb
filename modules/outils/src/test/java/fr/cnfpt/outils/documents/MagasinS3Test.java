package fr.cnfpt.outils.documents;

import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.outils.documents.adapter.s3.MagasinS3;
import fr.cnfpt.outils.documents.port.Magasin;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contre un serveur S3 qui vérifie chaque signature. */
class MagasinS3Test extends MagasinContrat {

    private static final List<String> REGLAGES = List.of("adresse", "seau", "cle", "secret");

    private static BlobStoreContext memoire;
    private static BlobStore seaux;
    private static S3Proxy serveur;

    @BeforeAll
    static void demarrer() throws Exception {
        memoire = ContextBuilder.newBuilder(new TransientApiMetadata())
                .credentials("x", "x")
                .buildView(BlobStoreContext.class);
        seaux = memoire.getBlobStore();
        serveur = S3Proxy.builder()
                .blobStore(seaux)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "la-cle", "le-secret")
                .build();
        serveur.start();
    }

    @AfterAll
    static void arreter() throws Exception {
        serveur.stop();
        memoire.close();
    }

    @BeforeEach
    void regler() {
        seaux.deleteContainer("documents");
        seaux.createContainerInLocation(null, "documents");
        System.setProperty("iel.s3.adresse", "http://127.0.0.1:" + serveur.getPort());
        System.setProperty("iel.s3.seau", "documents");
        System.setProperty("iel.s3.cle", "la-cle");
        System.setProperty("iel.s3.secret", "le-secret");
    }

    @AfterEach
    void derregler() {
        REGLAGES.forEach(r -> System.clearProperty("iel.s3." + r));
    }

    @Override
    Magasin magasin(Jdbi jdbi) {
        return new MagasinS3();
    }

    @Override
    long contenus() {
        return seaux.countBlobs("documents");
    }

    @Test
    void un_secret_faux_n_ouvre_rien_et_ne_passe_pas_pour_une_panne() {
        System.setProperty("iel.s3.secret", "un-autre");
        assertThrows(IllegalStateException.class, () -> new MagasinS3().lire(UUID.randomUUID()));
        assertThrows(IllegalStateException.class, () -> new MagasinS3().oter(UUID.randomUUID()));
    }

    @Test
    void un_seau_qui_ne_repond_pas_est_une_panne_qui_passe() throws IOException {
        try (ServerSocket libre = new ServerSocket(0)) {
            System.setProperty("iel.s3.adresse", "http://127.0.0.1:" + libre.getLocalPort());
        }
        assertThrows(IOException.class, () -> new MagasinS3().lire(UUID.randomUUID()));
    }
}
