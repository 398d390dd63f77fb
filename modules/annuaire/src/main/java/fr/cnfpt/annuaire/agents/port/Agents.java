package fr.cnfpt.annuaire.agents.port;

import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Les agents d'une collectivité : leur fiche, leur liste, et leur écriture par lots. */
public interface Agents {

    /** La fiche entière, avec la version qu'on a lue, qui l'a écrite et quand. */
    record Fiche(
            long id,
            String matricule,
            String nom,
            String prenom,
            String courriel,
            String metier,
            String service,
            String categorie,
            String cadreEmplois,
            String filiere,
            String responsable,
            String responsableNom,
            Long responsableId,
            LocalDate partiLe,
            int version,
            OffsetDateTime modifieLe,
            String modifiePar)
            implements java.io.Serializable {
        public long getId() {
            return id;
        }

        public String getMatricule() {
            return matricule;
        }

        public String getNom() {
            return nom;
        }

        public String getPrenom() {
            return prenom;
        }

        public String getNomComplet() {
            return prenom + " " + nom.toUpperCase(java.util.Locale.FRENCH);
        }

        public String getCourriel() {
            return courriel;
        }

        public String getMetier() {
            return metier;
        }

        public String getService() {
            return service;
        }

        public String getCategorie() {
            return categorie;
        }

        public String getCadreEmplois() {
            return cadreEmplois;
        }

        public String getResponsable() {
            return responsable;
        }

        public String getResponsableNom() {
            return responsableNom;
        }

        public Long getResponsableId() {
            return responsableId;
        }

        public LocalDate getPartiLe() {
            return partiLe;
        }

        public AgentSaisi saisie() {
            return new AgentSaisi(
                    matricule, nom, prenom, courriel, metier, service, categorie, cadreEmplois, responsable, partiLe);
        }
    }

    /** @param presence {@code presents} (défaut), {@code partis} ou {@code tous} ; les autres vides : sans filtre */
    record Filtre(String recherche, String service, String categorie, String presence) {
        public static final Filtre AUCUN = new Filtre("", "", "", "tous");
    }

    /** @param proposition personne ne répond, mais ce nom-là est proche ; sinon {@code null} */
    record Page(List<Fiche> lignes, long total, String proposition) {}

    record Resultat(long id, String matricule, boolean cree) {}

    /** Un cadre d'emplois en vigueur. */
    record Cadre(String filiere, String nom, String categorie) {
        public String getFiliere() {
            return filiere;
        }

        public String getNom() {
            return nom;
        }

        public String getCategorie() {
            return categorie;
        }
    }

    /**
     * Crée ou rectifie, par matricule ; le N+1 est désigné par son matricule, connu ou du même lot. Ce qui n'a pas
     * changé n'est pas récrit.
     *
     * @param par le nom de qui écrit
     * @return pour chaque matricule, vrai s'il a été créé
     * @throws fr.cnfpt.commun.Refus invalide, nommant {@code agents[i].champ} et la règle : rien n'est alors écrit
     */
    List<Resultat> enregistrer(long collectiviteId, List<AgentSaisi> agents, String par);

    /** @return la fiche, si elle est de cette collectivité */
    Optional<Fiche> fiche(long collectiviteId, long id);

    Optional<Fiche> ficheParMatricule(long collectiviteId, String matricule);

    /** La fiche, dont nul autre ne change une ligne jusqu'à la fin de la transaction. */
    Optional<Fiche> verrouiller(long collectiviteId, long id);

    Page page(long collectiviteId, Filtre filtre, int premiere, int combien);

    /** Les suivants par matricule, à partir d'une clé (exclue ; vide : du début). */
    List<Fiche> apres(long collectiviteId, String recherche, String matricule, int combien);

    /** Tout ce que le filtre retient, un par un, sans rien garder en mémoire. */
    void parcourir(long collectiviteId, Filtre filtre, Consumer<Fiche> suite);

    List<String> services(long collectiviteId);

    List<Cadre> cadresEnVigueur();
}
