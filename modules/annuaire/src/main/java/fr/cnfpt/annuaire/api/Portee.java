package fr.cnfpt.annuaire.api;

import fr.cnfpt.commun.Utilisateur;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ce que voit qui agit, en une valeur (docs/adr/0026). Une ligne garde l'employeur et la structure de son temps ;
 * l'accès suit la succession : on voit ce qui est à soi et ce qui était à ceux à qui l'on a succédé. {@link #voit} juge
 * un objet, {@link #sql} choisit les lignes d'une liste ou d'un compte : c'est la même règle, écrite ici et nulle part
 * ailleurs.
 *
 * @param par ce qui, d'une ligne, décide qu'on la voit
 * @param cles les agents, les collectivités, les structures ou le compte dont on voit les lignes
 * @param structureId la structure au nom de qui l'on agit aujourd'hui : celle qui a succédé, si la sienne est fermée ;
 *     {@code null} au siège et hors du CNFPT
 */
public record Portee(Par par, Set<Long> cles, Long structureId) {

    /** Celle du siège et des traitements. */
    public static final Portee ENTIERE = new Portee(Par.TOUT, Set.of(), null);

    /** Le nom sous lequel {@link #sql} attend ses valeurs. */
    private static final String VALEURS = "portee";

    public enum Par {
        /** Le siège, les traitements. */
        TOUT,
        /** Un agent, un responsable, le gestionnaire d'une branche : les agents qui y sont aujourd'hui. */
        AGENTS,
        /** Un gestionnaire RH, un partenaire. */
        COLLECTIVITES,
        /** Une délégation. */
        STRUCTURES,
        /** Un formateur : les sessions qu'il anime. */
        FORMATEUR
    }

    /** Qui a succédé à qui, et qui est dans une branche. */
    public interface Successions {

        /** La structure en vigueur qui tient la suite de celle-ci, d'abord ; puis celles à qui elle a succédé. */
        List<Long> structures(long id);

        /** Cette collectivité et celles à qui elle a succédé. */
        Collection<Long> collectivites(long id);

        /** Les agents de ce service et de tout ce qui est en dessous, partis compris. */
        Collection<Long> agents(long collectiviteId, String branche);
    }

    public Portee {
        cles = Set.copyOf(cles);
    }

    /** @throws fr.cnfpt.commun.Refus interdit, si le compte n'a pas ce que son rôle demande */
    public static Portee de(Utilisateur u, Successions successions) {
        return switch (u.role()) {
            case SIEGE, SYSTEME -> ENTIERE;
            case AGENT, RESPONSABLE -> new Portee(Par.AGENTS, Set.of(u.agent()), null);
            case GESTIONNAIRE_RH, PARTENAIRE ->
                u.estDeBranche()
                        ? new Portee(Par.AGENTS, new HashSet<>(successions.agents(u.collectivite(), u.branche())), null)
                        : new Portee(
                                Par.COLLECTIVITES, new HashSet<>(successions.collectivites(u.collectivite())), null);
            case DELEGATION -> deLaStructure(u.structureId(), successions);
            case FORMATEUR -> new Portee(Par.FORMATEUR, Set.of(u.compteId()), null);
        };
    }

    /** Celle d'une délégation ou d'un institut : lui, et ceux à qui il a succédé. */
    public static Portee deLaStructure(Long structureId, Successions successions) {
        List<Long> suite = structureId == null ? List.of() : successions.structures(structureId);
        return new Portee(Par.STRUCTURES, new LinkedHashSet<>(suite), suite.isEmpty() ? null : suite.get(0));
    }

    /** De même, ces agents en plus : l'équipe d'un responsable. Sans effet sur qui ne voit pas par agent. */
    public Portee avec(Collection<Long> agents) {
        if (par != Par.AGENTS) {
            return this;
        }
        Set<Long> tous = new HashSet<>(cles);
        tous.addAll(agents);
        return new Portee(par, tous, structureId);
    }

    /** Faux pour le CNFPT, siège compris, qui ne voit d'un dossier que ce qui lui a été transmis. */
    public boolean voitAvantTransmission() {
        return par != Par.STRUCTURES && par != Par.TOUT;
    }

    /** @param agentId {@code null}, comme les deux autres, si l'objet n'en a pas : nul ne le voit par là */
    public boolean voit(Long agentId, Long collectiviteId, Long structureId) {
        return voit(agentId, collectiviteId, structureId, null);
    }

    /** @param formateurId le compte du formateur d'une session */
    public boolean voit(Long agentId, Long collectiviteId, Long structureId, Long formateurId) {
        Long cle = switch (par) {
            case TOUT -> null;
            case AGENTS -> agentId;
            case COLLECTIVITES -> collectiviteId;
            case STRUCTURES -> structureId;
            case FORMATEUR -> formateurId;
        };
        return par == Par.TOUT || cle != null && cles.contains(cle);
    }

    /**
     * La même règle, à mettre après « where » ou « and ».
     *
     * @param agent la colonne ; {@code null}, comme les deux autres, si la table ne l'a pas
     */
    public String sql(String agent, String collectivite, String structure) {
        return sql(agent, collectivite, structure, null);
    }

    /** @param formateur la colonne du compte qui anime */
    public String sql(String agent, String collectivite, String structure, String formateur) {
        String colonne = switch (par) {
            case TOUT -> null;
            case AGENTS -> agent;
            case COLLECTIVITES -> collectivite;
            case STRUCTURES -> structure;
            case FORMATEUR -> formateur;
        };
        if (colonne == null) {
            return par == Par.TOUT ? " true " : " false ";
        }
        // Une seule valeur se compare seule : l'index la trouve et garde son ordre.
        return " " + colonne + (cles.size() == 1 ? " = :" + VALEURS + " " : " = any(:" + VALEURS + ") ");
    }

    /** Les valeurs que {@link #sql} attend. */
    public Map<String, Object> valeurs() {
        return Map.of(VALEURS, cles.size() == 1 ? cles.iterator().next() : cles.toArray(Long[]::new));
    }
}
