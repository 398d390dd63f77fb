package fr.cnfpt.annuaire.agents.imports.application;

import fr.cnfpt.annuaire.agents.application.ConsulterAgents;
import fr.cnfpt.annuaire.agents.application.DireLesEncadrements;
import fr.cnfpt.annuaire.agents.application.TenirLesFiches;
import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.imports.persistence.Imports;
import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.annuaire.agents.persistence.AgentsEnBase;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.JournalEnMemoire;
import fr.cnfpt.outils.tableaux.FichiersTableaux;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tout ce qu'il faut pour importer dans une collectivité neuve : les cas d'usage, sur un vrai PostgreSQL, au nom d'une
 * gestionnaire.
 */
public final class AtelierDImport {

    private static int dernier = 100_000_00;

    public final AgentsEnBase base;
    public final long collectivite;
    public final JournalEnMemoire journal = new JournalEnMemoire();
    public final List<String> notes = journal.notes;
    public final List<String> signaux = journal.signaux;
    public final Agents agents;
    public final UtilisateurCourant courant = new UtilisateurCourant();
    public final Utilisateur claire;
    public final SuivreImports suivi = new SuivreImports();
    public final EtapesDImport etapes = new EtapesDImport();
    public final TenirLesFiches fiches = new TenirLesFiches();
    public final ConsulterAgents consulter = new ConsulterAgents();
    private final DireLesEncadrements encadrements = new DireLesEncadrements();
    private final SuivreImports aPart = new SuivreImports();

    public AtelierDImport() {
        this(Epreuves.BASE);
    }

    /** La base des épreuves ne démarre que pour elles : le banc a la sienne. */
    public static final class Epreuves {
        public static final AgentsEnBase BASE = new AgentsEnBase();

        private Epreuves() {}
    }

    public AtelierDImport(AgentsEnBase base) {
        this.base = base;
        collectivite = base.collectivite(siren());
        claire = new Utilisateur(7, "claire", "Claire", Role.GESTIONNAIRE_RH, collectivite, null, null, "Essai");
        agents = base.agents();
        Imports imports = base.imports();
        List.of(suivi, aPart, etapes, fiches, consulter).forEach(b -> Injection.poser(b, courant));
        List.of(suivi, etapes).forEach(b -> Injection.poser(b, imports));
        Injection.poser(aPart, base.importsAPart());
        List.of(suivi, etapes, consulter).forEach(b -> Injection.poser(b, new FichiersTableaux()));
        List.of(suivi, aPart, etapes).forEach(b -> Injection.poser(b, new Horloge()));
        Injection.poser(etapes, aPart);
        Injection.poser(etapes, base.documents(courant));
        List.of(suivi, aPart, etapes, fiches, consulter).forEach(b -> Injection.poser(b, journal));
        List.of(fiches, consulter).forEach(b -> Injection.poser(b, agents));
        Injection.poser(consulter, base.annuaire());
        Injection.poser(encadrements, courant, agents, journal);
        List.of(etapes, fiches).forEach(b -> Injection.poser(b, encadrements));
    }

    private static synchronized String siren() {
        for (; ; ) {
            String s = String.valueOf(++dernier * 10L + 0);
            for (int c = 0; c < 10; c++) {
                String essai = s.substring(0, 8) + c;
                if (fr.cnfpt.annuaire.api.Siren.valide(essai)) {
                    return essai;
                }
            }
        }
    }

    public <T> T faire(Supplier<T> geste) {
        return courant.agirComme(claire, () -> base.faire(geste));
    }

    public void faire(Runnable geste) {
        courant.agirComme(claire, () -> base.faire(geste));
    }

    public Imports.Import essayer(String texte) {
        return essayer(texte, StandardCharsets.UTF_8);
    }

    public Imports.Import essayer(String texte, Charset jeu) {
        return essayer(texte.getBytes(jeu));
    }

    public Imports.Import essayer(byte[] contenu) {
        try {
            return essayer(Files.write(Files.createTempFile("essai", ".csv"), contenu));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Dépose et lit ; un fichier refusé se dit comme dans le serveur. */
    public Imports.Import essayer(Path f) {
        try {
            long taille = Files.size(f);
            long id = faire(() -> suivi.ouvrir("essai.csv", taille));
            try {
                faire(() -> etapes.essayer(id, f));
            } catch (Refus r) {
                faire(() -> suivi.renoncer(id, "REFUSE", r.getMessage()));
                throw r;
            } finally {
                Files.delete(f);
            }
            return lire(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Imports.Import lire(long id) {
        return faire(() -> suivi.lire(id));
    }

    /** Dit ce que sont les colonnes d'un fichier qui attend, puis le lit comme le ferait une autre instance. */
    public Imports.Import rapprocher(long id, String... choix) {
        faire(() -> suivi.demanderLaLecture(id, List.of(choix)));
        faire(() -> etapes.reprendre(id));
        return lire(id);
    }

    public Imports.Import confirmer(long id) {
        faire(() -> suivi.demanderLEcriture(id));
        faire(() -> etapes.ecrire(id));
        return lire(id);
    }

    public List<String> refus(long id) {
        return faire(() -> suivi.refus(id, 0, 1_000)).stream()
                .map(r -> r.ligne() + " | " + r.colonne() + " | " + r.valeur() + " | " + r.regle())
                .toList();
    }

    public Agents.Fiche fiche(String matricule) {
        return faire(() -> fiches.lire(matricule));
    }

    public void enregistrer(String par, AgentSaisi... a) {
        faire(() -> agents.enregistrer(collectivite, List.of(a), par));
    }

    public byte[] exporter(String format) {
        ByteArrayOutputStream sortie = new ByteArrayOutputStream();
        faire(() -> consulter.exporter(Agents.Filtre.AUCUN, format, sortie));
        return sortie.toByteArray();
    }

    /** Trois communes qui se ressemblent : deux Saint-Aubin, dont un seul dans le département des épreuves. */
    public static void communes() {
        Epreuves.BASE.jdbi().useHandle(h -> h.execute("""
        insert into annuaire.region (code, nom, zone, millesime) values ('R', 'Essai', 'metro', 2026) on conflict do nothing;
        insert into annuaire.departement (code, nom, region, zone, millesime) values ('DX', 'Essai', 'R', 'metro', 2026), ('DY', 'Voisin', 'R', 'metro', 2026) on conflict do nothing;
        insert into annuaire.commune (code_insee, nom, departement, population, millesime) values
          ('99001', 'Ville-Neuve', 'DX', 100, 2026), ('99002', 'Saint-Aubin-des-Épreuves', 'DX', 100, 2026), ('99003', 'Villé', 'DX', 900, 2026),
          ('99004', 'Saint-Aubin-des-Épreuves', 'DY', 100, 2026), ('99005', 'Deux-Fois', 'DY', 100, 2026), ('99006', 'Deux-Fois', 'DY', 100, 2026) on conflict do nothing
        """));
    }

    public static AgentSaisi agent(String matricule, String nom, String responsable) {
        return new AgentSaisi(
                matricule,
                nom,
                "Ana",
                null,
                "Jardinière",
                "Espaces verts",
                "C",
                "Adjoint technique territorial",
                responsable,
                null);
    }
}
