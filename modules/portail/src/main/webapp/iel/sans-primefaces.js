// Une page sans composant PrimeFaces ne charge pas son noyau, mais ses gestes s'y annoncent quand même : les deux fonctions
// qu'il y appelle, rien de plus. Chargé avant le corps, après le noyau quand il y est.
window.PrimeFaces = window.PrimeFaces || {
  csp: {
    init: function () {},
    register: function (id, evenement, geste) {
      var element = document.getElementById(id);
      if (!element) { return; }
      element.addEventListener(evenement.substring(2), function (e) {
        if (geste.call(element, e) === false) { e.preventDefault(); }
      });
    }
  }
};
