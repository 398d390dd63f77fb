package fr.cnfpt.ecommunautes.port;

import org.junit.jupiter.api.BeforeEach;

class PortsEnMemoireTest extends PortsContrat {

    @BeforeEach
    void ouvrir() {
        EnMemoire.ContributionsEnMemoire c = new EnMemoire.ContributionsEnMemoire();
        contributions = c;
        espaces = new EnMemoire.EspacesEnMemoire(c);
        passages = new EnMemoire.PassagesEnMemoire();
    }
}
