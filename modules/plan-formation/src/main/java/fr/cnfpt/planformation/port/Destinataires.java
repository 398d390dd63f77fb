package fr.cnfpt.planformation.port;

/** À quelle délégation vont les plans. */
public interface Destinataires {

    /** Les plans de cette année et des suivantes passent de l'une à l'autre. */
    void confier(long ancienne, long nouvelle, int depuis);
}
