package fr.cnfpt.attestation.port;

import org.junit.jupiter.api.BeforeEach;

class PortsEnMemoireTest extends PortsContrat {

    @BeforeEach
    void ouvrir() {
        suivis = new EnMemoire.SuivisEnMemoire();
        attestations = new EnMemoire.AttestationsEnMemoire();
    }

    @Override
    protected void valider(Runnable ecriture) {
        ecriture.run();
    }
}
