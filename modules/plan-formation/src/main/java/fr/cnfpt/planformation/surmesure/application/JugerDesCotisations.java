package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.Siren;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.tableaux.Cellules;
import fr.cnfpt.planformation.surmesure.domain.ColonneDeCotisation;
import fr.cnfpt.planformation.surmesure.domain.LigneDeCotisation;
import fr.cnfpt.planformation.surmesure.domain.LigneDeCotisation.Sort;
import fr.cnfpt.planformation.surmesure.persistence.Cotisations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Dit ce que deviendrait chaque ligne d'un fichier de cotisations, sous la règle même de la page où l'on en constate
 * une. N'écrit rien ; rejugé, le même fichier rend le même verdict tant qu'aucun constat ne change.
 */
@ApplicationScoped
class JugerDesCotisations {

    /** Ce que nos propres pages écrivent : « 29 juin 2027 ». */
    private static final DateTimeFormatter EN_LETTRES = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.FRENCH);

    @Inject
    Annuaire annuaire;

    @Inject
    Portees portees;

    @Inject
    Cotisations cotisations;

    @Inject
    Horloge horloge;

    /** Le numéro et le jour d'une ligne, tels que le fichier les écrit. */
    record Lue(int ligne, String numero, String jour) {}

    List<LigneDeCotisation> juger(List<Lue> lues) {
        Portee portee = portees.courante();
        Map<String, CollectiviteInfo> employeurs = annuaire.enExercice(lues.stream()
                .map(l -> siren(l.numero()))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet()));
        employeurs = employeurs.values().stream()
                .filter(c -> c.estVuePar(portee))
                .collect(Collectors.toMap(CollectiviteInfo::siren, c -> c));
        Map<Long, LocalDate> constats = cotisations.derniers(
                employeurs.values().stream().map(CollectiviteInfo::id).toList());
        Map<Long, Integer> dites = new HashMap<>();
        LocalDate aujourdhui = horloge.aujourdhui();
        Map<String, CollectiviteInfo> connus = employeurs;
        return lues.stream()
                .map(l -> juger(l, connus, constats, dites, aujourdhui))
                .toList();
    }

    private static LigneDeCotisation juger(
            Lue l,
            Map<String, CollectiviteInfo> employeurs,
            Map<Long, LocalDate> constats,
            Map<Long, Integer> dites,
            LocalDate aujourdhui) {
        if (Nir.figureDans(l.numero()) || Nir.figureDans(l.jour())) {
            return refuser(
                    new Lue(l.ligne(), "", ""),
                    ColonneDeCotisation.NUMERO,
                    "Ce qui y est écrit ressemble à un numéro de sécurité sociale, que nous ne conservons pas.");
        }
        Optional<String> siren = siren(l.numero());
        if (siren.isEmpty()) {
            return refuser(
                    l,
                    ColonneDeCotisation.NUMERO,
                    l.numero().isEmpty()
                            ? "Dites de quel employeur il s'agit : son SIRET, ou son SIREN."
                            : l.numero().matches("(?i)[0-9][.,]?[0-9]*e\\+?[0-9]+")
                                    ? "Le tableur a pris ce SIRET pour un nombre : mettez la colonne au format texte, et recommencez."
                                    : "Ce n'est ni un SIRET de 14 chiffres, ni un SIREN de 9 : une clé de contrôle les vérifie.");
        }
        CollectiviteInfo c = employeurs.get(siren.get());
        if (c == null) {
            return refuser(
                    l, ColonneDeCotisation.NUMERO, "Aucun employeur en exercice de votre ressort ne porte ce numéro.");
        }
        Optional<LocalDate> jour = jour(l.jour());
        if (jour.isEmpty()) {
            return refuser(
                    l, ColonneDeCotisation.JOUR, "Donnez le dernier jour couvert, comme 30/06/2027 ou 2027-06-30.");
        }
        try {
            TenirLesCotisations.exigerUnJour(jour.get(), aujourdhui);
        } catch (Refus refus) {
            return refuser(l, ColonneDeCotisation.JOUR, refus.getMessage());
        }
        Integer autre = dites.putIfAbsent(c.id(), l.ligne());
        if (autre != null) {
            return refuser(
                    l,
                    ColonneDeCotisation.NUMERO,
                    "Cet employeur est déjà à la ligne " + autre + " : gardez une ligne par employeur.");
        }
        LocalDate dernier = constats.get(c.id());
        Sort sort = dernier == null || dernier.isBefore(jour.get())
                ? Sort.NOUVEAU
                : dernier.equals(jour.get()) ? Sort.CONNU : Sort.RECULE;
        return new LigneDeCotisation(
                l.ligne(),
                l.numero(),
                l.jour(),
                sort,
                c.id(),
                c.structureId(),
                c.nom(),
                jour.get(),
                dernier == null
                        ? "Jamais constatée."
                        : sort == Sort.RECULE
                                ? "Le dernier constat va plus loin, jusqu'au " + Texte.date(dernier) + "."
                                : "Constatée jusqu'au " + Texte.date(dernier) + ".",
                null);
    }

    private static LigneDeCotisation refuser(Lue l, ColonneDeCotisation colonne, String regle) {
        return new LigneDeCotisation(
                l.ligne(), l.numero(), l.jour(), Sort.REFUSE, null, null, "", null, regle, colonne.libelle());
    }

    /** Celui d'un SIRET, ou le numéro même. */
    static Optional<String> siren(String numero) {
        String n = numero.replaceAll("[\\s\\u00a0\\u202f.]", "");
        return Siren.valide(n) || Siren.siretValide(n) ? Optional.of(n.substring(0, 9)) : Optional.empty();
    }

    static Optional<LocalDate> jour(String s) {
        Optional<LocalDate> lu = Cellules.date(s);
        if (lu.isPresent()) {
            return lu;
        }
        try {
            return Optional.of(LocalDate.parse(
                    s.toLowerCase(Locale.FRENCH).replaceFirst("^1er ", "1 ").replace('\u00a0', ' '), EN_LETTRES));
        } catch (DateTimeException illisible) {
            return Optional.empty();
        }
    }
}
