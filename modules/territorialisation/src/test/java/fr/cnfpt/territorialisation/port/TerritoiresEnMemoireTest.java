package fr.cnfpt.territorialisation.port;

class TerritoiresEnMemoireTest extends ContratTerritoires {
    private final ThemesEnMemoire themes = new ThemesEnMemoire();
    private final PerimetresEnMemoire perimetres = new PerimetresEnMemoire();
    private final ActionsEnMemoire actions = new ActionsEnMemoire(perimetres, themes);

    @Override
    protected Themes themes() {
        return themes;
    }

    @Override
    protected Perimetres perimetres() {
        return perimetres;
    }

    @Override
    protected Actions actions() {
        return actions;
    }
}
