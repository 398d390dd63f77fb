/**
 * Les fichiers déposés et produits, en un seul endroit : à qui ils sont, ce qu'ils pèsent, combien de temps on les
 * garde, dans quel magasin est leur contenu (docs/adr/0024). Ce qui écrit un PDF est {@link fr.cnfpt.outils.Pdf}.
 */
package fr.cnfpt.outils.documents;
