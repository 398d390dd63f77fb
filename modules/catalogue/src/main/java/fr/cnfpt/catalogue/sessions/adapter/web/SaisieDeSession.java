package fr.cnfpt.catalogue.sessions.adapter.web;

import fr.cnfpt.annuaire.api.Communes;
import fr.cnfpt.annuaire.api.Communes.CommuneInfo;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.outils.ecran.Choix;
import fr.cnfpt.outils.ecran.Proposition;
import java.time.LocalDate;

/** Les dates, le lieu et l'effectif d'une session, tels qu'on les tape : pour la publier, puis pour la changer. */
public final class SaisieDeSession {

    private final Communes communes;
    private final Choix commune;
    private LocalDate debut;
    private LocalDate fin;
    private LocalDate cloture;
    private String horaires = "9 h – 12 h 30, 13 h 30 – 16 h";
    private String adresse;
    private Integer capacite = 15;
    private int minimum = 8;
    /** Une ville d'avant que l'on demande sa commune. */
    private String sansCommune;

    public SaisieDeSession(Communes communes) {
        this.communes = communes;
        commune = choixDe(communes);
    }

    void remplir(Session.Publication p) {
        debut = p.debut();
        fin = p.fin();
        cloture = p.cloture();
        horaires = p.horaires();
        adresse = p.adresse();
        capacite = p.capacite();
        minimum = p.minimum();
        commune.avec(p.codeInsee());
        sansCommune = p.codeInsee() == null ? p.ville() : null;
    }

    Session.Publication publication(long stage, String type, LocalDate ouverture, Long formateur) {
        String code = commune.code();
        return new Session.Publication(
                stage,
                type,
                debut,
                fin,
                rienSiVide(horaires),
                code == null
                        ? null
                        : communes.commune(code).map(CommuneInfo::nom).orElse(null),
                rienSiVide(adresse),
                code,
                capacite,
                minimum,
                ouverture,
                cloture,
                formateur);
    }

    /** Une commune, par son nom ou son code. */
    static Choix choixDe(Communes communes) {
        return new Choix((texte, auPlus) -> communes.communes(texte, auPlus).stream()
                .map(c -> new Proposition(c.code(), c.libelle(), c.precision()))
                .toList());
    }

    static String rienSiVide(String texte) {
        return texte == null || texte.isBlank() ? null : texte.strip();
    }

    public Choix getCommune() {
        return commune;
    }

    /** « Lens » : la ville dite avant que l'on demande la commune, ou {@code null}. */
    public String getSansCommune() {
        return sansCommune;
    }

    public LocalDate getDebut() {
        return debut;
    }

    public void setDebut(LocalDate v) {
        debut = v;
    }

    public LocalDate getFin() {
        return fin;
    }

    public void setFin(LocalDate v) {
        fin = v;
    }

    public LocalDate getCloture() {
        return cloture;
    }

    public void setCloture(LocalDate v) {
        cloture = v;
    }

    public String getHoraires() {
        return horaires;
    }

    public void setHoraires(String v) {
        horaires = v;
    }

    public String getAdresse() {
        return adresse;
    }

    public void setAdresse(String v) {
        adresse = v;
    }

    public Integer getCapacite() {
        return capacite;
    }

    public void setCapacite(Integer v) {
        capacite = v;
    }

    public int getMinimum() {
        return minimum;
    }

    public void setMinimum(int v) {
        minimum = v;
    }
}
