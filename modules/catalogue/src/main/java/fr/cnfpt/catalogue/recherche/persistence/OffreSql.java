package fr.cnfpt.catalogue.recherche.persistence;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.PlacesPrises;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.sessions.domain.AireRecrutement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Les lectures du catalogue : une session se dit par la fiche qu'elle garde. Une facette compte ce que donneraient les
 * autres filtres, elle-même mise à part.
 */
@ApplicationScoped
public class OffreSql implements OffreDeFormation {

    private static final String COLONNES = """
      s.id, s.stage_id, t.code as stage_code, v.intitule, v.modalite, v.nature, s.type, v.presentiel_jours, v.distance_heures,
      v.webinaire_isole, v.marque_blanche, v.payant, p.libelle as specialite, v.public_vise, v.objectifs, v.contenu, v.prerequis,
      s.structure_id, s.debut, s.fin, s.horaires, s.ville, s.adresse, s.code_insee, s.capacite, s.minimum, s.ouverture, s.cloture,
      s.etat, s.formateur_compte_id, s.demonstration, s.fuseau
      """;
    private static final String DEPUIS = """
       from catalogue.session s join catalogue.stage t on t.id = s.stage_id
       join catalogue.stage_version v on v.stage_id = s.stage_id and v.version = s.stage_version
       join catalogue.specialite p on p.code = v.specialite
      """;
    private static final String VISIBLE =
            " exists (select 1 from catalogue.aire_recrutement a where a.session_id = s.id and a.cle = any(:cles)) ";
    private static final Map<String, String> NATURES = lesNatures();

    @Inject
    Jdbi jdbi;

    @Inject
    PlacesPrises places;

    @Override
    public Optional<SessionInfo> session(long id) {
        return jdbi.withHandle(h -> h.createQuery("select " + COLONNES + DEPUIS + " where s.id = :id")
                .bind("id", id)
                .mapTo(SessionInfo.class)
                .findOne());
    }

    @Override
    public Map<Long, SessionInfo> sessions(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : jdbi.withHandle(h -> h
                        .createQuery("select " + COLONNES + DEPUIS + " where s.id = any(:ids)")
                        .bind("ids", ids.toArray(Long[]::new))
                        .mapTo(SessionInfo.class)
                        .stream()
                        .collect(Collectors.toMap(SessionInfo::id, s -> s)));
    }

    @Override
    public boolean estVisible(long sessionId, CollectiviteInfo collectivite) {
        return sessionVisible(sessionId, collectivite).isPresent();
    }

    @Override
    public Optional<SessionInfo> sessionVisible(long sessionId, CollectiviteInfo collectivite) {
        return jdbi.withHandle(h -> h.createQuery("select " + COLONNES + DEPUIS + " where s.id = :id and" + VISIBLE)
                .bind("id", sessionId)
                .bind("cles", AireRecrutement.clesDe(collectivite))
                .mapTo(SessionInfo.class)
                .findOne());
    }

    @Override
    public PageDeSessions visibles(CollectiviteInfo collectivite, Filtre filtre) {
        Map<String, Object> valeurs = new HashMap<>();
        valeurs.put("cles", AireRecrutement.clesDe(collectivite));
        return page(visibles(filtre), valeurs, filtre);
    }

    private static String visibles(Filtre filtre) {
        return VISIBLE + " and s.etat = 'PUBLIEE' "
                + (filtre.passees()
                        ? ""
                        : " and s.cloture >= (cast(:maintenant as timestamptz) at time zone s.fuseau)::date ");
    }

    @Override
    public List<SessionInfo> visiblesApres(CollectiviteInfo collectivite, Filtre filtre, Repere apres) {
        Map<String, Object> valeurs = new HashMap<>();
        valeurs.put("cles", AireRecrutement.clesDe(collectivite));
        StringBuilder ou = filtrer(visibles(filtre), valeurs, filtre);
        ou.append(modalites(filtre)).append(natures(filtre));
        if (apres != null) {
            valeurs.put("debut", apres.debut());
            valeurs.put("id", apres.id());
            ou.append(" and (s.debut, s.id) > (:debut, :id) ");
        }
        return jdbi.withHandle(
                h -> h.createQuery("select " + COLONNES + DEPUIS + ou + " order by s.debut, s.id limit :combien")
                        .bindMap(valeurs)
                        .bind("combien", filtre.combien())
                        .mapTo(SessionInfo.class)
                        .list());
    }

    @Override
    public PageDeSessions organisees(Portee portee, Filtre filtre) {
        return page(
                portee.sql(null, null, "s.structure_id", "s.formateur_compte_id"),
                new HashMap<>(portee.valeurs()),
                filtre);
    }

    private static List<SessionInfo> lire(Handle h, String ou, Map<String, Object> valeurs, Filtre f) {
        return h.createQuery(
                        "select " + COLONNES + DEPUIS + ou + " order by s.debut, s.id limit :combien offset :premiere")
                .bindMap(valeurs)
                .bind("combien", f.combien())
                .bind("premiere", f.premiere())
                .mapTo(SessionInfo.class)
                .list();
    }

    private static String modalites(Filtre f) {
        return f.modalites().isEmpty() ? "" : " and v.modalite = any(:modalites) ";
    }

    private static String natures(Filtre f) {
        return f.natures().isEmpty() ? "" : " and v.nature = any(:natures) ";
    }

    private StringBuilder filtrer(String portee, Map<String, Object> valeurs, Filtre f) {
        StringBuilder base = new StringBuilder(" where ").append(portee);
        if (!f.passees()) {
            base.append(" and s.fin >= (cast(:maintenant as timestamptz) at time zone s.fuseau)::date ");
        }
        if (f.recherche() != null && !f.recherche().isBlank()) {
            valeurs.put("q", f.recherche());
            base.append(" and (t.cle || ' ' || s.cle) like all ((select outils.motifs(:q))::text[]) ");
        }
        for (PlacesPrises.Critere c : f.criteres()) {
            base.append(" and ").append(places.sql(c, "s.id")).append(' ');
        }
        valeurs.put("modalites", f.modalites().toArray(String[]::new));
        valeurs.put("natures", f.natures().toArray(String[]::new));
        return base;
    }

    private PageDeSessions page(String portee, Map<String, Object> valeurs, Filtre f) {
        StringBuilder base = filtrer(portee, valeurs, f);
        String modalites = modalites(f);
        String natures = natures(f);
        return jdbi.withHandle(h -> {
            List<SessionInfo> sessions = lire(h, base + modalites + natures, valeurs, f);
            long total = h.createQuery("select count(*)" + DEPUIS + base + modalites + natures)
                    .bindMap(valeurs)
                    .mapTo(Long.class)
                    .one();
            Map<String, String> noms = Arrays.stream(Modalite.values())
                    .collect(Collectors.toMap(Modalite::name, Modalite::libelle, (a, b) -> a, LinkedHashMap::new));
            return new PageDeSessions(
                    sessions,
                    total,
                    facettes(h, "v.modalite", base + natures, valeurs, noms),
                    facettes(h, "v.nature", base + modalites, valeurs, NATURES),
                    total > 0 || f.recherche() == null || f.recherche().isBlank() ? null : proposer(h, f.recherche()));
        });
    }

    /** L'intitulé le plus proche, à une faute près ; {@code null} si aucun ne l'est. */
    private static String proposer(Handle h, String recherche) {
        return h.createQuery("""
        select t.intitule from catalogue.stage t
         where public.word_similarity(outils.lettres(:q), outils.lettres(t.intitule)) > 0.5
           and not t.cle like all ((select outils.motifs(:q))::text[])
         order by public.word_similarity(outils.lettres(:q), outils.lettres(t.intitule)) desc, outils.cle_tri(t.intitule) limit 1
        """)
                .bind("q", recherche)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    private static List<Facette> facettes(
            Handle h, String colonne, String ou, Map<String, Object> valeurs, Map<String, String> libelles) {
        Map<String, Long> nombres = new HashMap<>();
        h.createQuery("select " + colonne + " as code, count(*) as nombre" + DEPUIS + ou + " group by 1")
                .bindMap(valeurs)
                .mapToMap()
                .forEach(l -> nombres.put((String) l.get("code"), (Long) l.get("nombre")));
        List<Facette> facettes = new ArrayList<>();
        libelles.forEach((code, libelle) -> {
            if (nombres.containsKey(code)) {
                facettes.add(new Facette(code, libelle, nombres.get(code)));
            }
        });
        return facettes;
    }

    @Override
    public long finissantAPartirDu(LocalDate jour) {
        return jdbi.withHandle(
                h -> h.createQuery("select count(*) from catalogue.session where etat = 'PUBLIEE' and fin >= :jour")
                        .bind("jour", jour)
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public List<SessionInfo> duFormateur(long compteId) {
        return jdbi.withHandle(h -> h.createQuery("select " + COLONNES + DEPUIS
                        + " where s.formateur_compte_id = :c and s.etat = 'PUBLIEE' order by s.debut desc, s.id desc")
                .bind("c", compteId)
                .mapTo(SessionInfo.class)
                .list());
    }

    @Override
    public List<StageInfo> stages(String recherche, int limite) {
        return jdbi.withHandle(h -> h.createQuery("""
        select t.id, t.code, t.intitule, t.modalite, p.libelle as specialite
          from catalogue.stage t join catalogue.specialite p on p.code = t.specialite
         where t.retire_le is null and t.cle like all ((select outils.motifs(:q))::text[]) order by t.code = :q desc, outils.cle_tri(t.intitule), t.id limit :n
        """)
                .bind("q", recherche == null ? "" : recherche.strip())
                .bind("n", limite)
                .mapTo(StageInfo.class)
                .list());
    }

    @Override
    public Map<String, String> specialites() {
        Map<String, String> resultat = new LinkedHashMap<>();
        jdbi.useHandle(h -> h.createQuery(
                        "select code, libelle from catalogue.specialite order by outils.cle_tri(libelle)")
                .mapToMap()
                .forEach(l -> resultat.put((String) l.get("code"), (String) l.get("libelle"))));
        return resultat;
    }

    @Override
    public Map<String, String> natures() {
        return NATURES;
    }

    private static Map<String, String> lesNatures() {
        Map<String, String> n = new LinkedHashMap<>();
        n.put("INTEGRATION", "Intégration");
        n.put("PROFESSIONNALISATION", "Professionnalisation");
        n.put("FPPE", "Professionnalisation au premier emploi");
        n.put("FPTLC", "Professionnalisation tout au long de la carrière");
        n.put("FPPR", "Professionnalisation, poste à responsabilité");
        n.put("PERFECTIONNEMENT", "Perfectionnement");
        n.put("PREPARATION_CONCOURS", "Préparation concours");
        n.put("FORMATION_PERSONNELLE", "Formation personnelle");
        n.put("ILLETTRISME", "Lutte contre l'illettrisme");
        return n;
    }
}
