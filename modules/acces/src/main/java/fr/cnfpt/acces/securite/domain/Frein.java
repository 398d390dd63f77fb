package fr.cnfpt.acces.securite.domain;

/** Ce qui se compte pour ralentir qui devine, et la règle qui dit jusqu'où. */
public enum Frein {
    CONNEXION_PAR_ADRESSE(RegleAcces.ESSAIS_PAR_ADRESSE),
    CODE_PAR_CODE(RegleAcces.ESSAIS_PAR_CODE),
    CODE_PAR_ADRESSE(RegleAcces.ESSAIS_PAR_ADRESSE),
    LIEN_PAR_ADRESSE(RegleAcces.ESSAIS_PAR_ADRESSE),
    DEMANDE_PAR_COMPTE(RegleAcces.DEMANDES_PAR_COMPTE),
    DEMANDE_PAR_ADRESSE(RegleAcces.DEMANDES_PAR_ADRESSE);

    private final RegleAcces maximum;

    Frein(RegleAcces maximum) {
        this.maximum = maximum;
    }

    /** La règle qui donne le nombre admis par fenêtre. */
    public RegleAcces maximum() {
        return maximum;
    }
}
