package fr.cnfpt.catalogue.imports.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Communes;
import fr.cnfpt.annuaire.api.Communes.CommuneInfo;
import fr.cnfpt.annuaire.api.Geographie;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.imports.domain.ColonneDOffre;
import fr.cnfpt.catalogue.imports.domain.FicheLue;
import fr.cnfpt.catalogue.imports.domain.LigneDOffre;
import fr.cnfpt.catalogue.imports.domain.LigneRefusee;
import fr.cnfpt.catalogue.imports.domain.SessionLue;
import fr.cnfpt.catalogue.imports.domain.Verdict;
import fr.cnfpt.catalogue.imports.domain.Verdict.Sort;
import fr.cnfpt.catalogue.imports.persistence.SessionsConnues;
import fr.cnfpt.catalogue.imports.persistence.SessionsConnues.Connue;
import fr.cnfpt.catalogue.sessions.application.PublierSession;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.stages.domain.BrouillonDeFiche;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.catalogue.stages.domain.Mention;
import fr.cnfpt.catalogue.stages.domain.StageAuCatalogue;
import fr.cnfpt.catalogue.stages.persistence.MentionsExigees;
import fr.cnfpt.catalogue.stages.persistence.Stages;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Regle;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.francais.Francais;
import fr.cnfpt.outils.francais.Saisie;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Dit ce que deviendrait chaque ligne d'une offre, sous les règles mêmes des pages où l'on écrit une fiche et publie
 * une session. N'écrit rien ; jugé deux fois, le même fichier rend le même verdict tant que le catalogue ne change pas.
 */
@ApplicationScoped
public class JugerUneOffre {

    private static final int VALEUR = 80;

    @Inject
    Stages stages;

    @Inject
    MentionsExigees mentions;

    @Inject
    OffreDeFormation offre;

    @Inject
    PublierSession publication;

    @Inject
    SessionsConnues connues;

    @Inject
    Annuaire annuaire;

    @Inject
    Geographie geographie;

    @Inject
    Communes communes;

    @Inject
    Acteurs acteurs;

    @Inject
    Portees portees;

    @Inject
    Horloge horloge;

    /** Une fiche déjà jugée dans ce fichier : la première de son stage vaut pour les lignes suivantes. */
    private record Jugee(int ligne, FicheDeStage fiche, Sort sort) {}

    /** Celles d'une structure : un fichier de 4 000 lignes les cherche 4 000 fois. */
    private static final class Publiees {
        private final Map<String, Connue> parCle = new HashMap<>();
        private final Map<String, Connue> parNumero = new HashMap<>();

        Publiees(List<Connue> siennes) {
            siennes.forEach(c -> {
                parCle.putIfAbsent(c.cle(), c);
                parNumero.put(String.valueOf(c.id()), c);
            });
        }
    }

    public List<Verdict> juger(List<LigneDOffre> lignes) {
        return new Jugement().juger(lignes);
    }

    /** Ce qu'un jugement retient d'une ligne à l'autre. */
    private final class Jugement {
        private final Map<String, String> specialites = offre.specialites();
        private final Map<String, String> natures = offre.natures();
        private final Map<Mention, Regle> exigees = mentions.le(horloge.aujourdhui());
        private final Map<String, Optional<StageAuCatalogue>> duCode = new HashMap<>();
        private final Map<String, Jugee> fiches = new HashMap<>();
        private final Map<String, Integer> sessions = new HashMap<>();
        private final Map<Long, Publiees> publiees = new HashMap<>();
        private final Map<String, List<CommuneInfo>> lieux = new HashMap<>();
        private final Map<Long, Map<String, Long>> formateurs = new HashMap<>();
        private final List<StructureInfo> structures = annuaire.structures();
        private final Map<String, String> departements = geographie.departements();
        private final Portee portee = portees.courante();
        private final List<Verdict> verdicts = new ArrayList<>();

        List<Verdict> juger(List<LigneDOffre> lignes) {
            for (LigneDOffre l : lignes) {
                String code =
                        l.parle(ColonneDOffre.CODE) ? l.dit(ColonneDOffre.CODE).toUpperCase(Locale.ROOT) : "";
                try {
                    exigerDesCasesPropres(l);
                    if (code.isEmpty()) {
                        throw new LigneRefusee(
                                ColonneDOffre.CODE, "", "Dites de quel stage il s'agit : donnez son code.");
                    }
                    fiche(l, code);
                    if (l.estUneSession()) {
                        session(l, code);
                    }
                } catch (LigneRefusee faute) {
                    verdicts.add(new Verdict(
                            l.ligne(),
                            Sort.REFUSE,
                            code,
                            l.dit(ColonneDOffre.INTITULE),
                            faute.getMessage(),
                            faute.colonne().libelle(),
                            court(faute.valeur()),
                            null,
                            null));
                }
            }
            return verdicts;
        }

        private void fiche(LigneDOffre l, String code) {
            Jugee jugee = fiches.get(code);
            if (!l.ditUneFiche()) {
                if (jugee == null && stage(code).isEmpty()) {
                    throw new LigneRefusee(
                            ColonneDOffre.CODE,
                            code,
                            "Aucun stage ne porte ce code : corrigez-le, ou donnez aussi la fiche (intitulé, modalité, objectifs…).");
                }
                return;
            }
            FicheDeStage base = stage(code).map(s -> s.enVigueur().fiche()).orElse(null);
            FicheDeStage fiche = new FicheLue(l, specialites, natures).sur(code, base);
            if (jugee != null) {
                if (!jugee.fiche().equals(fiche)) {
                    throw new LigneRefusee(
                            ColonneDOffre.CODE,
                            code,
                            "Cette ligne dit autrement la fiche de ce stage que la ligne " + jugee.ligne() + " : "
                                    + ecarts(jugee.fiche(), fiche) + ". Accordez-les.");
                }
                return;
            }
            Sort sort = base != null && base.equals(fiche) ? Sort.CONNU : null;
            String dit = "";
            if (sort == null) {
                exigerPasDeBrouillon(code);
                try {
                    fiche.enBrouillon();
                } catch (Refus faute) {
                    throw new LigneRefusee(FicheLue.colonne(faute.champ()), l, faute.getMessage());
                }
                dit = base == null ? "Nouveau stage." : ecarts(base, fiche);
                try {
                    fiche.publiable(exigees);
                    sort = Sort.FICHE;
                } catch (Refus manque) {
                    sort = Sort.BROUILLON;
                    dit = dit + (dit.endsWith(".") ? " " : ". ") + manque.getMessage();
                }
            }
            fiches.put(code, new Jugee(l.ligne(), fiche, sort));
            if (sort != Sort.CONNU || !l.estUneSession()) {
                verdicts.add(new Verdict(
                        l.ligne(),
                        sort,
                        code,
                        fiche.intitule(),
                        sort == Sort.CONNU ? "La fiche en vigueur dit la même chose." : dit,
                        null,
                        null,
                        sort == Sort.CONNU ? null : fiche,
                        null));
            }
        }

        private void exigerPasDeBrouillon(String code) {
            Optional<BrouillonDeFiche> ouvert = stage(code).isPresent()
                    ? stages.brouillonDuStage(stage(code).get().id())
                    : connues.brouillonDuCode(code).flatMap(stages::brouillon);
            ouvert.ifPresent(b -> {
                throw new LigneRefusee(
                        ColonneDOffre.CODE,
                        code,
                        "Un brouillon de cette fiche est ouvert, " + b.enClair()
                                + " : publiez-le ou abandonnez-le d'abord.");
            });
        }

        private void session(LigneDOffre l, String code) {
            Optional<StageAuCatalogue> stage = stage(code);
            Jugee jugee = fiches.get(code);
            if (stage.isEmpty() && (jugee == null || jugee.sort() == Sort.BROUILLON)) {
                throw new LigneRefusee(
                        ColonneDOffre.CODE,
                        code,
                        "La fiche de ce stage reste au brouillon : complétez-la et publiez-la, puis redéposez ce fichier.");
            }
            if (stage.isPresent() && stage.get().retire()) {
                throw new LigneRefusee(
                        ColonneDOffre.CODE,
                        code,
                        "Ce stage est retiré du catalogue : « " + stage.get().motifRetrait()
                                + " ». Remettez-le, ou ôtez cette ligne.");
            }
            StructureInfo structure = structure(l);
            FicheDeStage fiche = jugee == null ? stage.orElseThrow().enVigueur().fiche() : jugee.fiche();
            SessionLue lue = new SessionLue(l);
            Session.Publication p = lue.publication(
                    stage.map(StageAuCatalogue::id).orElse(0L),
                    fiche.type(),
                    horloge.aujourdhui(structure.fuseau()),
                    formateur(l, structure));
            lue.exigerPubliable(p, structure.id(), structure.fuseau());
            String cle = Connue.cle(code, p.debut(), p.ville());
            Integer deja =
                    l.parle(ColonneDOffre.SESSION) ? null : sessions.putIfAbsent(structure.id() + " " + cle, l.ligne());
            if (deja != null) {
                throw new LigneRefusee(
                        ColonneDOffre.DEBUT,
                        l,
                        "La ligne " + deja
                                + " publie déjà ce stage, ce jour-là, dans cette ville : ôtez l'une des deux.");
            }
            String intitule = fiche.intitule() + ", " + Texte.periode(p.debut(), p.fin());
            Connue connue = connue(l, code, structure, p, cle);
            if (connue != null) {
                verdicts.add(new Verdict(
                        l.ligne(),
                        Sort.CONNU,
                        code,
                        intitule,
                        "La session " + connue.id() + " est déjà publiée, aux mêmes dates.",
                        null,
                        null,
                        null,
                        null));
                return;
            }
            if (p.debut().isBefore(horloge.aujourdhui(structure.fuseau()))) {
                throw new LigneRefusee(
                        ColonneDOffre.DEBUT,
                        l,
                        "Une session se publie avant son début : celui-ci est passé. Corrigez la date, ou ôtez la ligne.");
            }
            if (fiche.enPresence()) {
                p = p.dansLaCommune(commune(l));
            }
            List<String> alertes = publication.alertes(p, structure.id());
            verdicts.add(new Verdict(
                    l.ligne(),
                    alertes.isEmpty() ? Sort.SESSION : Sort.A_VERIFIER,
                    code,
                    intitule,
                    String.join(" ", alertes),
                    null,
                    null,
                    null,
                    new Verdict.AOuvrir(p, structure.id(), lue.aire(departements))));
        }

        /**
         * Celle que le fichier nomme par son numéro, ou qui lui ressemble en tout ; {@code null} : elle est nouvelle.
         */
        private Connue connue(LigneDOffre l, String code, StructureInfo structure, Session.Publication p, String cle) {
            Publiees siennes = publiees.computeIfAbsent(
                    structure.id(), s -> new Publiees(connues.publiees(s, horloge.aujourdhui(structure.fuseau()))));
            if (!l.parle(ColonneDOffre.SESSION)) {
                return siennes.parCle.get(cle);
            }
            Connue connue = Optional.ofNullable(siennes.parNumero.get(l.dit(ColonneDOffre.SESSION)))
                    .orElseThrow(
                            () -> new LigneRefusee(
                                    ColonneDOffre.SESSION,
                                    l,
                                    "Aucune session à venir de cette délégation ne porte ce numéro. Pour en publier une nouvelle, laissez la case vide."));
            if (!connue.code().equals(code)
                    || !connue.debut().equals(p.debut())
                    || !connue.fin().equals(p.fin())) {
                throw new LigneRefusee(
                        ColonneDOffre.SESSION,
                        l,
                        "Cette session est publiée autrement (" + connue.code() + ", "
                                + Texte.periode(connue.debut(), connue.fin())
                                + "). Un import ne la déplace pas : changez-la depuis sa page, ses inscrits en seront prévenus.");
            }
            return connue;
        }

        /** Où l'on vient : la commune de ce code, ou la seule qui porte le nom de cette ville. */
        private String commune(LigneDOffre l) {
            if (l.parle(ColonneDOffre.CODE_INSEE)) {
                return lieux
                        .computeIfAbsent(
                                l.dit(ColonneDOffre.CODE_INSEE),
                                code -> communes.commune(code).stream().toList())
                        .stream()
                        .map(CommuneInfo::code)
                        .findFirst()
                        .orElseThrow(() -> new LigneRefusee(
                                ColonneDOffre.CODE_INSEE, l, "Aucune commune n'a ce code de l'Insee : corrigez-le."));
            }
            if (!l.parle(ColonneDOffre.VILLE)) {
                throw new LigneRefusee(
                        ColonneDOffre.VILLE,
                        "",
                        "On vient à ce stage : dites dans quelle commune, par son nom ou par son code Insee.");
            }
            List<CommuneInfo> nommees = lieux.computeIfAbsent(l.dit(ColonneDOffre.VILLE), communes::nommees);
            if (nommees.size() != 1) {
                throw new LigneRefusee(
                        ColonneDOffre.VILLE,
                        l,
                        nommees.isEmpty()
                                ? "Aucune commune ne porte ce nom : corrigez-le, ou donnez son code Insee."
                                : "Plusieurs communes portent ce nom : donnez aussi le code Insee de la bonne. "
                                        + nommees.stream()
                                                .map(CommuneInfo::libelle)
                                                .collect(Collectors.joining(", "))
                                        + ".");
            }
            return nommees.get(0).code();
        }

        private StructureInfo structure(LigneDOffre l) {
            String dite = l.parle(ColonneDOffre.DELEGATION) ? Francais.lettres(l.dit(ColonneDOffre.DELEGATION)) : null;
            Optional<StructureInfo> nommee = structures.stream()
                    .filter(s -> Francais.lettres(s.code()).equals(dite)
                            || Francais.lettres(s.nom()).equals(dite))
                    .findFirst();
            if (dite != null && nommee.isEmpty()) {
                throw new LigneRefusee(
                        ColonneDOffre.DELEGATION,
                        l,
                        "Aucune délégation ouverte ne porte ce nom ni ce code. Codes connus : "
                                + structures.stream().map(StructureInfo::code).collect(Collectors.joining(", ")) + ".");
            }
            Long sienne = portee.structureId();
            if (sienne == null && dite == null) {
                throw new LigneRefusee(
                        ColonneDOffre.DELEGATION, "", "Dites quelle délégation organise : son code suffit.");
            }
            if (sienne != null && nommee.isPresent() && nommee.get().id() != sienne) {
                throw new LigneRefusee(
                        ColonneDOffre.DELEGATION, l, "Vous publiez les sessions de votre délégation seulement.");
            }
            return nommee.orElseGet(() -> structures.stream()
                    .filter(s -> s.id() == sienne)
                    .findFirst()
                    .orElseThrow(() -> new LigneRefusee(
                            ColonneDOffre.DELEGATION, "", "Votre délégation est fermée : demandez au siège.")));
        }

        private Long formateur(LigneDOffre l, StructureInfo structure) {
            if (!l.parle(ColonneDOffre.FORMATEUR)) {
                return null;
            }
            Long compte = formateurs
                    .computeIfAbsent(
                            structure.id(),
                            s -> acteurs.formateurs(s).stream()
                                    .collect(Collectors.toMap(CompteInfo::identifiant, CompteInfo::id, (a, b) -> a)))
                    .get(l.dit(ColonneDOffre.FORMATEUR));
            if (compte == null) {
                throw new LigneRefusee(
                        ColonneDOffre.FORMATEUR,
                        l,
                        "Aucun formateur de cette délégation n'a cet identifiant. Laissez la case vide : il se choisit aussi après.");
            }
            return compte;
        }

        private Optional<StageAuCatalogue> stage(String code) {
            return duCode.computeIfAbsent(code, stages::duCode);
        }

        private String ecarts(FicheDeStage avant, FicheDeStage apres) {
            return apres.depuis(avant, specialites, natures).stream()
                    .map(e -> e.libelle() + " : " + vide(e.avant()) + " → " + vide(e.apres()))
                    .collect(Collectors.joining(" · "));
        }
    }

    private static void exigerDesCasesPropres(LigneDOffre l) {
        l.cellules().forEach((c, dite) -> {
            if (dite.startsWith("=")) {
                throw new LigneRefusee(c, l, "Ceci est une formule : collez sa valeur.");
            }
            Saisie.faute(dite).ifPresent(faute -> {
                throw new LigneRefusee(c, Saisie.montrer(dite), "Cette case contient " + faute + ".");
            });
        });
    }

    private static String vide(String s) {
        return s == null ? "(rien)" : "« " + court(s) + " »";
    }

    private static String court(String s) {
        if (s == null || s.codePointCount(0, s.length()) <= VALEUR) {
            return s;
        }
        return s.substring(0, s.offsetByCodePoints(0, VALEUR)) + "…";
    }
}
