package fr.cnfpt.garde.journal.adapter.web;

import java.util.Map;

/** Les actes et les événements, dits en français ; un acte inconnu d'ici se dit par ses propres mots. */
final class ActesEnClair {

    private static final Map<String, String> PHRASES = Map.ofEntries(
            Map.entry("acces-ouvert", "Accès ouvert"),
            Map.entry("adhesion-refusee", "Adhésion refusée"),
            Map.entry("adhesion-validee", "Adhésion validée"),
            Map.entry("agent-cree", "Fiche d'agent créée"),
            Map.entry("agent-modifie", "Fiche d'agent modifiée"),
            Map.entry("agent-efface", "Agent effacé"),
            Map.entry("compte-efface", "Compte fermé, effacé"),
            Map.entry("agents-enregistres", "Agents enregistrés"),
            Map.entry("agir-pour", "Agit pour une autre collectivité"),
            Map.entry("attestation-partagee", "Attestation partagée par l'agent"),
            Map.entry("attestation-reprise", "Partage d'une attestation arrêté par l'agent"),
            Map.entry("branche-changee", "Branche d'un gestionnaire changée"),
            Map.entry("recherche-gardee", "Recherche du catalogue gardée"),
            Map.entry("recherche-oubliee", "Recherche du catalogue oubliée"),
            Map.entry("alerte-arretee", "Alerte d'une recherche arrêtée depuis le courriel"),
            Map.entry("flux-ouvert", "Adresse secrète d'un flux ouverte"),
            Map.entry("flux-ferme", "Adresse secrète d'un flux fermée"),
            Map.entry("agenda-ouvert", "Adresse secrète d'un agenda ouverte"),
            Map.entry("agenda-ferme", "Adresse secrète d'un agenda fermée"),
            Map.entry("chaine-rompue", "Journal rompu"),
            Map.entry("agents-exportes", "Agents exportés"),
            Map.entry("import-abandonne", "Essai d'import abandonné"),
            Map.entry("import-confirme", "Import confirmé"),
            Map.entry("offre-deposee", "Offre déposée à l'essai"),
            Map.entry("offre-importee", "Offre importée"),
            Map.entry("offre-abandonnee", "Essai d'offre abandonné"),
            Map.entry("import-depose", "Fichier d'agents déposé"),
            Map.entry("nir-dans-un-import", "Numéros de sécurité sociale dans un fichier"),
            Map.entry("fichier-piege", "Fichier piégé refusé"),
            Map.entry("carte-chargee", "Découpage administratif chargé"),
            Map.entry("compte-change-de-structure", "Compte passé à une autre structure"),
            Map.entry("courriel-change", "Adresse de courriel changée"),
            Map.entry("delegation-fusionnee", "Délégations fusionnées"),
            Map.entry("employeur-enregistre", "Employeur enregistré"),
            Map.entry("identifiant-change", "Identifiant changé"),
            Map.entry("mot-de-passe-faux", "Mot de passe faux"),
            Map.entry("structure-fermee", "Structure fermée"),
            Map.entry("synonyme-ajoute", "Synonyme de la recherche ajouté"),
            Map.entry("synonyme-retire", "Synonyme de la recherche retiré"),
            Map.entry("structure-ouverte", "Structure ouverte"),
            Map.entry("collectivite-inscrite", "Collectivité inscrite"),
            Map.entry("collectivite-operationnelle", "Collectivité opérationnelle"),
            Map.entry("compte-active", "Compte activé"),
            Map.entry("compte-bloque", "Compte bloqué"),
            Map.entry("compte-ferme", "Compte fermé"),
            Map.entry("compte-ouvert", "Compte ouvert"),
            Map.entry("compte-rouvert", "Compte rouvert"),
            Map.entry("connexion-refusee", "Connexion refusée"),
            Map.entry("connexion-reussie", "Connexion réussie"),
            Map.entry("conservation-passee", "Conservation : données effacées à leur terme"),
            Map.entry("demande-deposee", "Demande d'un agent sur ses données"),
            Map.entry("demande-repondue", "Réponse à la demande d'un agent"),
            Map.entry("donnees-emportees", "Données d'un agent exportées"),
            Map.entry("envoi-renvoye", "Courriel abandonné renvoyé"),
            Map.entry("envoi-d-ailleurs", "Formulaire envoyé depuis un autre site, refusé"),
            Map.entry("etat-oidc-inattendu", "Retour inattendu du fournisseur d'identité"),
            Map.entry("fiche-publiee", "Fiche de stage publiée"),
            Map.entry("stage-retire", "Stage retiré du catalogue"),
            Map.entry("stage-remis", "Stage remis au catalogue"),
            Map.entry("frein-atteint", "Trop d'essais"),
            Map.entry("identifiants-remis", "Identifiants remis à une collectivité"),
            Map.entry("identite-deliee", "Identité externe déliée"),
            Map.entry("identite-irrecevable", "Identité externe irrecevable"),
            Map.entry("identite-reliee", "Identité externe reliée"),
            Map.entry("interim-fini", "Intérim arrêté"),
            Map.entry("interim-ouvert", "Intérim organisé"),
            Map.entry("jeton-hors-portee", "Jeton hors de sa portée"),
            Map.entry("journal-exporte", "Journal exporté"),
            Map.entry("liste-emportee", "Liste emportée"),
            Map.entry("lien-refuse", "Lien refusé"),
            Map.entry("lien-renvoye", "Lien d'activation renvoyé"),
            Map.entry("mot-de-passe-change", "Mot de passe changé"),
            Map.entry("niveau-insuffisant", "Identité reconnue moins sûrement que demandé"),
            Map.entry("acces-detache", "Accès détaché de qui le tenait"),
            Map.entry("qualite-prise", "Qualité ajoutée à une personne déjà là"),
            Map.entry("qualite-rendue", "Qualité rendue"),
            Map.entry("qualites-reunies", "Qualités réunies par la même personne"),
            Map.entry("qualite-choisie", "Agit dans une autre de ses qualités"),
            Map.entry("rattachement-fini", "Mutualisation finie"),
            Map.entry("rattachement-ouvert", "Mutualisation ouverte"),
            Map.entry("regle-preparee", "Version d'une règle préparée"),
            Map.entry("regle-retiree", "Version d'une règle retirée"),
            Map.entry("reglage-validation-de-soi", "Réglage de la validation de sa propre demande"),
            Map.entry("validation-de-soi", "Validation de sa propre demande"),
            Map.entry("statut-partage-declare", "Statut partagé déclaré"),
            Map.entry("statut-partage-retire", "Statut partagé retiré"),
            Map.entry("reglage-avis", "Réglage de l'avis du responsable"),
            Map.entry("reglage-preinscription", "Réglage de la préinscription"),
            Map.entry("siret-d-un-autre-employeur", "Identité d'un autre employeur"));

    private ActesEnClair() {}

    static boolean connait(String code) {
        return PHRASES.containsKey(code);
    }

    static String dire(String code) {
        String mots = code.replace('-', ' ');
        return PHRASES.getOrDefault(code, Character.toUpperCase(mots.charAt(0)) + mots.substring(1));
    }
}
