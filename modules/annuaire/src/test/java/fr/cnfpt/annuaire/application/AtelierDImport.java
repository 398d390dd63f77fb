package fr.cnfpt.annuaire.application;

import fr.cnfpt.annuaire.adapter.fichier.FichiersTableaux;
import fr.cnfpt.annuaire.adapter.persistence.AgentsEnBase;
import fr.cnfpt.annuaire.api.Journal;
import fr.cnfpt.annuaire.domain.AgentSaisi;
import fr.cnfpt.annuaire.port.Agents;
import fr.cnfpt.annuaire.port.Imports;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tout ce qu'il faut pour importer dans une collectivité neuve : les cas d'usage, sur un vrai PostgreSQL, au nom d'une gestionnaire. */
final class AtelierDImport {

  private static int dernier = 100_000_00;

  final AgentsEnBase base;
  final long collectivite;
  final List<String> notes = new ArrayList<>();
  final List<String> signaux = new ArrayList<>();
  final Agents agents;
  final UtilisateurCourant courant = new UtilisateurCourant();
  final Utilisateur claire;
  final SuivreImports suivi = new SuivreImports();
  final EtapesDImport etapes = new EtapesDImport();
  final TenirLesFiches fiches = new TenirLesFiches();
  final ConsulterAgents consulter = new ConsulterAgents();
  private final SuivreImports aPart = new SuivreImports();

  AtelierDImport() { this(Epreuves.BASE); }

  /** La base des épreuves ne démarre que pour elles : le banc a la sienne. */
  static final class Epreuves {
    static final AgentsEnBase BASE = new AgentsEnBase();

    private Epreuves() {}
  }

  AtelierDImport(AgentsEnBase base) {
    this.base = base;
    collectivite = base.collectivite(siren());
    claire = new Utilisateur(7, "claire", "Claire", Role.GESTIONNAIRE_RH, collectivite, null, null, "Essai");
    agents = base.agents();
    Journal journal = new Journal() {
      @Override
      public void noter(String action, String objet, String detail, Long c) { notes.add(action + " : " + detail); }

      @Override
      public void signaler(String genre, String detail) { signaux.add(genre + " : " + detail); }
    };
    Imports imports = base.imports();
    suivi.courant = aPart.courant = etapes.courant = fiches.courant = consulter.courant = courant;
    suivi.imports = etapes.imports = imports;
    aPart.imports = base.importsAPart();
    suivi.tableaux = etapes.tableaux = consulter.tableaux = new FichiersTableaux();
    suivi.horloge = aPart.horloge = etapes.horloge = new Horloge();
    etapes.suivi = aPart;
    suivi.journal = aPart.journal = etapes.journal = fiches.journal = consulter.journal = journal;
    fiches.agents = consulter.agents = agents;
    consulter.annuaire = base.annuaire();
  }

  private static synchronized String siren() {
    for (;;) {
      String s = String.valueOf(++dernier * 10L + 0);
      for (int c = 0; c < 10; c++) {
        String essai = s.substring(0, 8) + c;
        if (fr.cnfpt.annuaire.domain.Siren.valide(essai)) {
          return essai;
        }
      }
    }
  }

  <T> T faire(Supplier<T> geste) { return courant.agirComme(claire, () -> base.faire(geste)); }

  void faire(Runnable geste) { courant.agirComme(claire, () -> base.faire(geste)); }

  Imports.Import essayer(String texte) { return essayer(texte, StandardCharsets.UTF_8); }

  Imports.Import essayer(String texte, Charset jeu) { return essayer(texte.getBytes(jeu)); }

  Imports.Import essayer(byte[] contenu) {
    try {
      return essayer(Files.write(Files.createTempFile("essai", ".csv"), contenu));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Dépose et lit ; un fichier refusé se dit comme dans le serveur. */
  Imports.Import essayer(Path f) {
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

  Imports.Import lire(long id) { return faire(() -> suivi.lire(id)); }

  Imports.Import confirmer(long id) {
    faire(() -> suivi.demanderLEcriture(id));
    faire(() -> etapes.ecrire(id));
    return lire(id);
  }

  List<String> refus(long id) {
    return faire(() -> suivi.refus(id, 0, 1_000)).stream().map(r -> r.ligne() + " | " + r.colonne() + " | " + r.valeur() + " | " + r.regle()).toList();
  }

  Agents.Fiche fiche(String matricule) { return faire(() -> fiches.lire(matricule)); }

  void enregistrer(String par, AgentSaisi... a) { faire(() -> agents.enregistrer(collectivite, List.of(a), par)); }

  byte[] exporter(String format) {
    ByteArrayOutputStream sortie = new ByteArrayOutputStream();
    faire(() -> consulter.exporter(Agents.Filtre.AUCUN, format, sortie));
    return sortie.toByteArray();
  }

  static AgentSaisi agent(String matricule, String nom, String responsable) {
    return new AgentSaisi(matricule, nom, "Ana", null, "Jardinière", "Espaces verts", "C", "Adjoint technique territorial", responsable, null);
  }
}
