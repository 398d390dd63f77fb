package fr.cnfpt.lanceur;

import com.sun.tools.attach.VirtualMachine;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Mène l'horloge d'une application qui tourne à un autre instant : un agent y pose la propriété que lit
 * {@code fr.cnfpt.commun.Horloge}.
 */
public final class Decalage {

    private static final String PROPRIETE = "iel.decalage";

    private Decalage() {}

    /** Ce que la machine virtuelle visée exécute. */
    public static void agentmain(String duree) {
        System.setProperty(PROPRIETE, duree);
    }

    static void poser(long processus, java.time.Duration decalage, Path dossier) throws Exception {
        Path agent = dossier.resolve("decalage.jar");
        if (Files.notExists(agent)) {
            Manifest manifeste = new Manifest();
            manifeste.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifeste.getMainAttributes().putValue("Agent-Class", Decalage.class.getName());
            String classe = Decalage.class.getName().replace('.', '/') + ".class";
            try (OutputStream vers = Files.newOutputStream(agent);
                    JarOutputStream jar = new JarOutputStream(vers, manifeste)) {
                jar.putNextEntry(new JarEntry(classe));
                jar.write(Decalage.class
                        .getClassLoader()
                        .getResourceAsStream(classe)
                        .readAllBytes());
            }
        }
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(processus));
        try {
            machine.loadAgent(agent.toString(), decalage.toString());
        } finally {
            machine.detach();
        }
    }
}
